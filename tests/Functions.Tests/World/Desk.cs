using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.World;

/// <summary>The service desk of a world, and what it sees and says.</summary>
public static class Desk
{
    /// <summary>Somebody else of the service desk, with a second factor.</summary>
    public static Task<AnAccount> SecondDeskAsync(this TestWorld world) => AnAccount.WithSmsAsync(world, Role.ServiceDesk);

    /// <summary>The code that the service desk says to somebody after a reset.</summary>
    public static async Task<string> ResetCodeAsync(this OwnWorld world, AnAccount account) =>
        (await (await world.LogInAsync()).PostAsync($"/api/accounts/{account.AccountId}/reset-code")).Expect(200)["code"]!.GetValue<string>();

    /// <summary>Asks for the accounts in which words stand.</summary>
    public static Task<ApiAnswer> SearchAccountsAsync(this ApiClient desk, string words = "", string? cursor = null) =>
        desk.PostAsync("/api/account-search", new { words, cursor });

    /// <summary>An account as it is stored.</summary>
    public static async Task<Account> AccountAsync(this TestWorld world, string accountId) =>
        (await world.Cloud.Services.GetRequiredService<AccountStore>().FindAsync(Functions.Security.AccountId.From(accountId), null, TestContext.Current.CancellationToken))!;

    /// <summary>The account that is signed in in a browser.</summary>
    public static async Task<string> AccountIdAsync(this ApiClient browser) =>
        (await browser.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>();

    /// <summary>The one mailbox that every world has.</summary>
    public static async Task<string> MailboxAsync(this ApiClient desk) =>
        (await desk.GetAsync("/api/sign-in-policy")).Expect(200)["mailboxes"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "Info")!["mailboxId"]!.GetValue<string>();

    /// <summary>Whether a browser reads a mailbox.</summary>
    public static async Task<bool> ReadsAsync(this ApiClient browser, string mailboxId) =>
        (int)(await browser.PostAsync($"/api/mailboxes/{mailboxId}/open")).Status == 200;

    /// <summary>The secret of a link about a request, as in the mail.</summary>
    public static string RequestSecret(this TestWorld world, string linkId) =>
        world.Cloud.Services.GetRequiredService<RootSecret>().LinkSecret(RootSecret.RequestLinkOf(linkId), 1);
}
