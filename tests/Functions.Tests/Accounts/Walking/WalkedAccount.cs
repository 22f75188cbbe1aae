using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Accounts.Walking;

/// <summary>
/// The account of one walk, and the codes that reach its owner. They are derived the way the functions do, since waiting
/// for mail and SMS would take most of the time; that these bring the same codes is shown by other tests.
/// </summary>
internal sealed class WalkedAccount
{
    private readonly OwnWorld world;
    private readonly AccountStore accounts;
    private readonly RootSecret root;
    private int passwords = 1;

    private WalkedAccount(OwnWorld world, string mailboxId)
    {
        this.world = world;
        accounts = world.Cloud.Services.GetRequiredService<AccountStore>();
        root = world.Cloud.Services.GetRequiredService<RootSecret>();
        MailboxId = mailboxId;
    }

    public string AccountId { get; } = Seals.NewId();

    public string Email { get; } = TestWorld.NewEmail("walker");

    /// <summary>A mailbox it may use.</summary>
    public string MailboxId { get; }

    public string Password => PasswordOf(passwords);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Makes a mailbox and the hash of everybody's first password, once for all walks.</summary>
    public static async Task<(string MailboxId, string Hash)> PrepareAsync(OwnWorld world)
    {
        var services = world.Cloud.Services;
        var mailboxId = Seals.NewId();
        var sealKey = await services.GetRequiredService<SealKeys>().MakeAsync(KeyContext.Mailbox(mailboxId), Cancelled);
        await services.GetRequiredService<MailboxStore>().TryInsertAsync(new Mailbox(Functions.Security.MailboxId.From(mailboxId), "Walkers", sealKey), Functions.Security.AccountId.From(Seals.NewId()), Cancelled);
        return (mailboxId, services.GetRequiredService<Passwords>().Hash(PasswordOf(1)));
    }

    /// <summary>An account that accepted its invitation and has a password.</summary>
    public static async Task<WalkedAccount> MakeAsync(OwnWorld world, string mailboxId, string hash)
    {
        var account = new WalkedAccount(world, mailboxId);
        var head = new AccountHead
        {
            AccountId = Functions.Security.AccountId.From(account.AccountId), Name = "Wil de Wandelaar", Email = account.Email, Language = "nl", Roles = [Role.Staff], State = AccountState.Active,
        };
        await account.accounts.InviteAsync(head, [new Membership(Functions.Security.MailboxId.From(mailboxId))], "system", world.Now(), Cancelled);
        // Again when a timer, such as the one that reminds, changed it meanwhile.
        return await Conflicts.RetryAsync(async () =>
        {
            var change = (await account.FindAsync(null)).Change(world.Now());
            change.Credentials = change.Credentials with { PasswordHash = hash };
            return (await account.accounts.TrySaveAsync(change, Cancelled), account);
        });
    }

    /// <summary>A password it did not have yet.</summary>
    public string NextPassword() => PasswordOf(passwords + 1);

    /// <summary>That one was set.</summary>
    public void PasswordWasSet() => passwords++;

    /// <summary>A browser in which somebody of the service desk logged in just now.</summary>
    public async Task<ApiClient> ServiceDeskAsync()
    {
        var (desk, _, _) = await accounts.FindByEmailAsync(world.StaffLogIn.Email, Cancelled);
        var session = SessionStore.New(desk!.Head.Value, Strength.Full, FactorMethod.Sms, "?", null, world.Now());
        await world.Storage().Accounts.TryInsertAsync(desk.AccountId, session.RowKey, session.Session, Cancelled);
        var browser = world.NewBrowser();
        browser.Cookies[Cookies.Session] = session.Cookie;
        return browser;
    }

    /// <summary>The secret of the password link that was mailed last.</summary>
    public async Task<string> LinkAsync() => root.LinkSecret(
        RootSecret.PasswordLinkOf(AccountId), (await FindAsync(null)).Credentials.Value.PasswordLinkVersion);

    /// <summary>The code that the service desk says after a reset; null when there is none.</summary>
    public async Task<string?> ResetCodeAsync() =>
        (await FindAsync(null)).Credentials.Value.ResetCode is { } code ? code.CodeOf(root) : null;

    /// <summary>The code that was sent for a log-in or enrolment, with what tells it from others; null without one.</summary>
    /// <param name="proof">The name of its proof.</param>
    public async Task<(string Text, string Id)?> SentAsync(string proof) =>
        (await FindAsync(proof)).Proof is { } found ? (found.Value.CodeOf(root), found.Value.ChallengeId) : null;

    /// <summary>The code an app shows now, with what tells it from others.</summary>
    public async Task<(string Text, string Id)> OfAppAsync(string secret, TimeSpan ago = default)
    {
        var at = world.Now() - ago;
        var step = at.ToUnixTimeSeconds() / 30;
        return (await AuthenticatorApp.CodeAsync(secret, at), string.Create(CultureInfo.InvariantCulture, $"{secret}/{step}"));
    }

    private static string PasswordOf(int number) => string.Create(CultureInfo.InvariantCulture, $"vijf blauwe fietsen {number}");

    private async Task<Account> FindAsync(string? proof) =>
        await accounts.FindAsync(Functions.Security.AccountId.From(AccountId), proof, Cancelled) ?? throw new InvalidOperationException("The account is gone.");
}
