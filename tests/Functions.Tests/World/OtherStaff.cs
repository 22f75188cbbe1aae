using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;

namespace Zegel.Functions.Tests.World;

/// <summary>Colleagues of another mailbox; nothing in the product makes them yet.</summary>
public static class OtherStaff
{
    /// <summary>A browser in which a member of staff of a mailbox of their own is signed in.</summary>
    public static async Task<ApiClient> OtherStaffAsync(this TestWorld world)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = world.Cloud.Services;
        var (accountId, mailboxId) = (Seals.NewId(), Seals.NewId());
        var sealKey = await services.GetRequiredService<SealKeys>().MakeAsync(cancellationToken);
        await services.GetRequiredService<MailboxStore>().TryInsertAsync(new Mailbox(mailboxId, "Elders", accountId, sealKey), cancellationToken);
        await services.GetRequiredService<AccountStore>().InviteAsync(
            new AccountHead(accountId, "Erik Elders", TestWorld.NewEmail("erik"), "nl", IsStaff: true, IsActive: true),
            [new Membership(mailboxId, "Elders")],
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            cancellationToken);
        var browser = world.NewBrowser();
        browser.Cookies["__Host-session"] = await services.GetRequiredService<SessionStore>().StartAsync(accountId, cancellationToken);
        return browser;
    }
}
