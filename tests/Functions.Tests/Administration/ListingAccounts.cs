using System.Net;
using Azure.Data.Tables;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>The list of accounts: found by a part of a name or address, and in step with the accounts.</summary>
public sealed class ListingAccounts(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task What_happens_to_an_account_shows_in_the_list()
    {
        var desk = await own.LogInAsync();
        var invited = await Invited.MakeAsync(own);
        await UntilListedAsync(desk, invited.Email, account =>
            account["state"]!.GetValue<string>() == "invited" && account["invitedUntil"] is not null);

        var link = await invited.PasswordLinkAsync();
        var browser = own.NewBrowser();
        (await link.SetAsync(AnAccount.UsualPassword, browser, "Renée Çelik")).Expect(200);
        await UntilListedAsync(desk, "renee celik", account =>
            account["state"]!.GetValue<string>() == "active" && account["invitedUntil"] is null && !account["hasSecondFactor"]!.GetValue<bool>());

        await new AnAccount(own, link.AccountId, link.Email, browser).AddSmsAsync();
        await UntilListedAsync(desk, "ÇELIK", account => account["hasSecondFactor"]!.GetValue<bool>());

        (await browser.PostAsync("/api/account/details", new { name = "Renée Bos", language = "nl", notices = new { newMessage = true } })).Expect(200);
        await UntilListedAsync(desk, "née b", account => account["name"]!.GetValue<string>() == "Renée Bos");
        (await SearchAsync(desk, "celik")).Accounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_thousand_accounts_are_searched_a_thousand_a_request()
    {
        await using var large = await OwnWorld.StartAsync();
        var desk = await large.LogInAsync();
        var ids = await SeedAsync(large, 2_000);

        var found = new List<string>();
        var requests = 0;
        for (string? cursor = null; requests == 0 || cursor is not null; requests++)
        {
            (var accounts, cursor) = await SearchAsync(desk, "persoon-19", cursor);
            found.AddRange(accounts);
        }

        found.Order().ShouldBe(Enumerable.Range(0, 2_000).Where(i => $"{i}".StartsWith("19", StringComparison.Ordinal)).Select(i => ids[i]).Order());
        requests.ShouldBeInRange(3, 4);
    }

    [Fact]
    public async Task Page_after_page_shows_every_account_once()
    {
        var desk = await own.LogInAsync();
        var ids = await SeedAsync(own, 250);

        var found = new List<string>();
        string? cursor = null;
        do
        {
            (var accounts, cursor) = await SearchAsync(desk, "persoon", cursor);
            accounts.Count.ShouldBeLessThanOrEqualTo(AccountList.PageSize);
            found.AddRange(accounts);
        }
        while (cursor is not null);

        found.Order().ShouldBe(ids.Order());
    }

    [Theory]
    [InlineData("""{ "words": "", "cursor": "niets" }""")]
    [InlineData("""{ "words": "", "cursor": "" }""")]
    [InlineData("""{ "words": null, "cursor": null }""")]
    [InlineData("""{ "words": ["a"], "cursor": null }""")]
    [InlineData("""{ "q": "a" }""")]
    public async Task What_cannot_be_asked_is_refused(string body) =>
        (await (await own.LogInAsync()).PostTextAsync("/api/account-search", body)).Expect(400, "bad-input");

    [Fact]
    public async Task Nobody_searches_by_an_address_that_logs_keep() =>
        (await (await own.LogInAsync()).GetAsync("/api/accounts?q=jansen")).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task Words_that_are_too_long_are_refused_and_odd_ones_find_nothing()
    {
        var desk = await own.LogInAsync();

        (await desk.SearchAccountsAsync(new string('x', 101))).Expect(400, "bad-input");
        foreach (var odd in new[] { "' or true", "%", "*", "\\", "\0", "(", "\ud83c\udf3f" })
        {
            (await desk.SearchAccountsAsync("zzz" + odd)).Expect(200)["accounts"]!.AsArray().ShouldBeEmpty();
        }
    }

    private static async Task UntilListedAsync(ApiClient desk, string words, Func<System.Text.Json.Nodes.JsonNode, bool> holds) =>
        await Waiting.UntilAsync($"'{words}' in the list", async () =>
            (await desk.SearchAccountsAsync(words)).Expect(200)["accounts"]!.AsArray() is [{ } account] && holds(account));

    private static async Task<(IReadOnlyList<string> Accounts, string? Next)> SearchAsync(ApiClient desk, string words, string? cursor = null)
    {
        var answer = (await desk.SearchAccountsAsync(words, cursor)).Expect(200);
        return ([.. answer["accounts"]!.AsArray().Select(account => account!["accountId"]!.GetValue<string>())], answer["next"]?.GetValue<string>());
    }

    /// <summary>Rows of the list, straight into the table.</summary>
    private static async Task<IReadOnlyList<string>> SeedAsync(OwnWorld world, int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Seals.NewId()).ToList();
        var rows = ids.Select((id, i) => new TableTransactionAction(TableTransactionActionType.Add, Row.Of("accounts", id, new ListedAccount(
            AccountId.From(id), "", $"persoon-{i}@example.nl", [Role.Client], AccountState.Active, HasSecondFactor: true, null))));
        foreach (var some in rows.Chunk(100))
        {
            await world.Storage().LookUps.SubmitTransactionAsync(some, TestContext.Current.CancellationToken);
        }

        return ids;
    }
}
