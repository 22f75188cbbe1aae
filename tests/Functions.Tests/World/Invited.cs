using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Local;

namespace Zegel.Functions.Tests.World;

/// <summary>Somebody who was invited, with what the invitation's mail holds.</summary>
public sealed partial record Invited(TestWorld World, string AccountId, string Email, string Secret)
{
    /// <summary>Invites somebody new, and reads the mail.</summary>
    public static async Task<Invited> MakeAsync(TestWorld world, params IReadOnlyList<Role> roles)
    {
        var services = world.Cloud.Services;
        var (accountId, email) = (Seals.NewId(), TestWorld.NewEmail("dirk"));
        var head = new AccountHead
        {
            AccountId = Functions.Security.AccountId.From(accountId), Name = "", Email = email, Language = "nl", Roles = roles.Count == 0 ? [Role.Client] : roles,
        };
        var mail = await world.NextMailAsync(email, Mailing.Invitation, async () =>
            (await services.GetRequiredService<AccountStore>().InviteAsync(
                head, [], "system", services.GetRequiredService<TimeProvider>().GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBeTrue());
        return In(world, mail);
    }

    /// <summary>The invitation in a mail.</summary>
    public static Invited In(TestWorld world, InboxMessage mail)
    {
        var link = InvitationLink().Match(mail.Text!);
        link.Success.ShouldBeTrue(mail.Text);
        return new Invited(world, link.Groups["account"].Value, mail.To, link.Groups["secret"].Value);
    }

    /// <summary>Looks at the invitation, as its page does.</summary>
    public Task<ApiAnswer> LookAsync() => PostAsync("look", new { secret = Secret });

    /// <summary>Asks for a fresh one.</summary>
    public Task<ApiAnswer> FreshAsync() => PostAsync("fresh", new { secret = Secret });

    /// <summary>Asks for the link to set a password (N3).</summary>
    public Task<ApiAnswer> RequestAsync(string? email = null) => PostAsync("request", new { secret = Secret, email = email ?? Email });

    /// <summary>The link that comes when the right address is typed (N4).</summary>
    public async Task<PasswordLink> PasswordLinkAsync() => PasswordLink.In(
        World, await World.NextMailAsync(Email, Mailing.PasswordLink, async () => (await RequestAsync()).Expect(202)));

    private Task<ApiAnswer> PostAsync(string call, object body) =>
        World.NewBrowser().PostAsync($"/api/invitations/{AccountId}/{call}", body);

    [GeneratedRegex(@"/invitation/#(?<account>[0-9a-f]{32})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InvitationLink();
}

/// <summary>A mailed link with which a password is set.</summary>
public sealed partial record PasswordLink(TestWorld World, string AccountId, string Email, string Secret)
{
    /// <summary>The link in a mail.</summary>
    public static PasswordLink In(TestWorld world, InboxMessage mail)
    {
        var link = Link().Match(mail.Text!);
        link.Success.ShouldBeTrue(mail.Text);
        return new PasswordLink(world, link.Groups["account"].Value, mail.To, link.Groups["secret"].Value);
    }

    /// <summary>The link that comes when somebody forgot their password (N9).</summary>
    public static async Task<PasswordLink> ForAsync(TestWorld world, string email) => In(
        world, await world.NextMailAsync(email, Mailing.PasswordLink, async () => (await AskAsync(world, email)).Expect(202)));

    /// <summary>Says that the password was forgotten.</summary>
    public static Task<ApiAnswer> AskAsync(TestWorld world, string email) =>
        world.NewBrowser().PostAsync("/api/password/link", new { email });

    /// <summary>Looks at the link, as its page does.</summary>
    public Task<ApiAnswer> LookAsync() => PostAsync(World.NewBrowser(), "look", new { secret = Secret });

    /// <summary>Asks for a fresh one.</summary>
    public Task<ApiAnswer> FreshAsync() => PostAsync(World.NewBrowser(), "fresh", new { secret = Secret });

    /// <summary>Sets the password.</summary>
    public Task<ApiAnswer> SetAsync(string password, ApiClient? browser = null, string? name = null) =>
        PostAsync(browser ?? World.NewBrowser(), "set", new { secret = Secret, password, name, language = "nl" });

    private Task<ApiAnswer> PostAsync(ApiClient browser, string call, object body) =>
        browser.PostAsync($"/api/password/{AccountId}/{call}", body);

    [GeneratedRegex(@"/password/#(?<account>[0-9a-f]{32})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
