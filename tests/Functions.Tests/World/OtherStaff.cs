using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>Colleagues, of this mailbox and of another; how people become one is told elsewhere.</summary>
public static class OtherStaff
{
    /// <summary>A browser in which a member of staff of a mailbox of their own is signed in.</summary>
    public static async Task<ApiClient> OtherStaffAsync(this TestWorld world)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = world.Cloud.Services;
        var (accountId, mailboxId) = (AccountId.From(Seals.NewId()), MailboxId.From(Seals.NewId()));
        var sealKey = await services.GetRequiredService<SealKeys>().MakeAsync(KeyContext.Mailbox(mailboxId), cancellationToken);
        await services.GetRequiredService<MailboxStore>().TryInsertAsync(new Mailbox(mailboxId, "Elders", sealKey), accountId, cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var head = new AccountHead
        {
            AccountId = accountId, Name = "Erik Elders", Email = TestWorld.NewEmail("erik"), Language = "nl", Roles = [Role.Staff],
            State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true,
        };
        await services.GetRequiredService<AccountStore>().InviteAsync(
            head, [new Membership(mailboxId)], "system", now, cancellationToken);
        var session = SessionStore.New(head, Strength.Full, FactorMethod.App, "?", null, now);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(accountId, session.RowKey, session.Session, cancellationToken);
        var browser = world.NewBrowser();
        browser.Cookies["__Host-session"] = session.Cookie;
        return browser;
    }

    /// <summary>Somebody with a role, in mailboxes that are there.</summary>
    public static async Task<(ApiClient Browser, string AccountId, string Email)> ColleagueAsync(
        this TestWorld world, Role role, params Membership[] memberships)
    {
        var head = new AccountHead
        {
            AccountId = AccountId.From(Seals.NewId()), Name = "Wim Waarnemer", Email = TestWorld.NewEmail("wim"), Language = "nl", Roles = [role],
            State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true,
        };
        var services = world.Cloud.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await services.GetRequiredService<AccountStore>().InviteAsync(head, memberships, "system", now, TestContext.Current.CancellationToken);
        return (await Somebody.SignInAsync(world, head), head.AccountId, head.Email);
    }

    /// <summary>Somebody cannot use a mailbox any more.</summary>
    public static Task LeavesAsync(this TestWorld world, string accountId, string mailboxId) =>
        world.Cloud.Services.GetRequiredService<StorageClients>().Accounts.DeleteEntityAsync(
            accountId, SessionStore.MemberRow(MailboxId.From(mailboxId)), cancellationToken: TestContext.Current.CancellationToken);
}
