using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Browser.Tests;

/// <summary>Somebody else who works here, signed in in a window of their own.</summary>
/// <param name="Page">The window.</param>
/// <param name="Email">Their address.</param>
public sealed record Colleague(IPage Page, string Email);

/// <summary>Colleagues who are there at once; how people become one is told elsewhere.</summary>
public static class Colleagues
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody without a mailbox.</summary>
    public static async Task<Colleague> ComeAsync(Site site, string name)
    {
        var services = site.Cloud.Services;
        var accounts = services.GetRequiredService<AccountStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var head = new AccountHead
        {
            AccountId = AccountId.From(Tokens.NewId()), Name = name, Email = People.NewEmail("wim"), Language = "nl",
            Roles = [Role.Staff], State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true, SawDetails = true,
        };
        await accounts.InviteAsync(head, [], "system", now, Cancel);
        var change = (await accounts.FindAsync(head.AccountId, null, Cancel))!.Change(now);
        change.Credentials = change.Credentials with { Sms = new SmsFactor(People.NewPhone(), now) };
        (await accounts.TrySaveAsync(change, Cancel)).ShouldBeTrue();
        var session = SessionStore.New(head, Strength.Full, FactorMethod.App, "?", null, now);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(head.AccountId, session.RowKey, session.Session, Cancel);
        var page = await site.OpenWindowAsync();
        await page.Context.AddCookiesAsync(
            [new Cookie { Name = "__Host-session", Value = session.Cookie, Domain = "localhost", Path = "/", Secure = true, HttpOnly = true }]);
        return new Colleague(page, head.Email);
    }

    /// <summary>The member of staff gets a mailbox of their own.</summary>
    public static async Task MakePersonalAsync(Site site)
    {
        var services = site.Cloud.Services;
        var account = (await services.GetRequiredService<AccountStore>().FindByEmailAsync(site.Staff.Email, Cancel)).Account!;
        var mailboxId = MailboxId.From(Tokens.NewId());
        var sealKey = await services.GetRequiredService<SealKeys>().MakeAsync(KeyContext.Mailbox(mailboxId), Cancel);
        await services.GetRequiredService<MailboxStore>().TryInsertAsync(
            new Mailbox(mailboxId, "Conny", sealKey, account.AccountId), account.AccountId, Cancel);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(
            account.AccountId, SessionStore.MemberRow(mailboxId), new Membership(mailboxId), Cancel);
    }
}
