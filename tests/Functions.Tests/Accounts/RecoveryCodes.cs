using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Codes that were kept for the day the second factor is lost (N47).</summary>
public sealed partial class RecoveryCodes(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task Ten_are_shown_once()
    {
        var account = await AnAccount.WithSmsAsync(own);

        account.RecoveryCodes.Distinct(StringComparer.Ordinal).Count().ShouldBe(SecurityNumbers.RecoveryCodes);
        account.RecoveryCodes.ShouldAllBe(code => Form().IsMatch(code));
        (await (await account.AddAppAsync()).AddSmsAsync()).RecoveryCodes.ShouldBe(account.RecoveryCodes);
        var details = (await account.Browser.GetAsync("/api/account")).Expect(200);
        details["recoveryCodes"]!["left"]!.GetValue<int>().ShouldBe(SecurityNumbers.RecoveryCodes);
        details["recoveryCodes"]!["tried"]!.GetValue<bool>().ShouldBeFalse();
        account.RecoveryCodes.ShouldAllBe(code => !details.Text.Contains(code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task One_completes_a_log_in_once_however_it_is_typed_and_the_owner_is_told()
    {
        var account = await AnAccount.WithSmsAsync(own);
        foreach (var typed in new[]
        {
            account.RecoveryCodes[0],
            account.RecoveryCodes[1].Replace("-", " ", StringComparison.Ordinal),
            account.RecoveryCodes[2].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal),
            account.RecoveryCodes[3].Replace('0', 'O').Replace('1', 'I'),
            account.RecoveryCodes[4].Replace('0', 'o').Replace('1', 'l'),
        })
        {
            var told = own.Mails(account.Email, Mailing.RecoveryCodeUsed).Count;
            var browser = await BeginAsync(account);
            (await browser.PostAsync("/api/login/verify", new { code = typed })).Expect(200)["next"]!.GetValue<string>().ShouldBe("done");
            await Waiting.UntilAsync("the owner is told", () => own.Mails(account.Email, Mailing.RecoveryCodeUsed).Count == told + 1);

            (await (await BeginAsync(account)).PostAsync("/api/login/verify", new { code = typed })).Expect(403, "code-refused");
        }

        (await LeftAsync(account)).ShouldBe(5);
    }

    [Fact]
    public async Task Of_one_code_in_many_log_ins_at_once_one_gets_a_session()
    {
        var account = await AnAccount.WithSmsAsync(own);
        ApiClient[] browsers = [await BeginAsync(account), await BeginAsync(account), await BeginAsync(account)];

        var answers = await Task.WhenAll(browsers.Select(browser =>
            browser.PostAsync("/api/login/verify", new { code = account.RecoveryCodes[0] })));

        answers.Count(answer => (int)answer.Status == 200).ShouldBe(1);
        answers.ShouldAllBe(answer => (int)answer.Status < 500);
        (await LeftAsync(account)).ShouldBe(SecurityNumbers.RecoveryCodes - 1);
    }

    [Fact]
    public async Task It_is_typed_where_it_was_chosen_and_nowhere_else()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = own.NewBrowser();
        await account.CodeAsync(browser);

        (await browser.PostAsync("/api/login/verify", new { code = account.RecoveryCodes[0] })).Expect(422, "not-a-code");

        (await LeftAsync(account)).ShouldBe(SecurityNumbers.RecoveryCodes);
    }

    [Fact]
    public async Task New_ones_end_the_old_ones_and_are_mailed()
    {
        var account = await AnAccount.WithSmsAsync(own);
        ApiAnswer answer = null!;
        await own.NextMailAsync(account.Email, Mailing.RecoveryCodesMade, async () =>
            answer = (await account.Browser.PostAsync("/api/account/recovery-codes")).Expect(200));
        var made = answer["recoveryCodes"]!.AsArray().Select(code => code!.GetValue<string>()).ToList();

        made.Count.ShouldBe(SecurityNumbers.RecoveryCodes);
        made.Intersect(account.RecoveryCodes, StringComparer.Ordinal).ShouldBeEmpty();
        var browser = await BeginAsync(account);
        (await browser.PostAsync("/api/login/verify", new { code = account.RecoveryCodes[0] })).Expect(403, "code-refused");
        (await browser.PostAsync("/api/login/verify", new { code = made[0] })).Expect(200);
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.RecoveryCodesMade, account.AccountId, account.AccountId);
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.LogInRefused, account.AccountId, account.AccountId);
    }

    [Fact]
    public async Task Trying_one_shows_that_they_were_kept_and_does_not_use_it_up()
    {
        var account = await AnAccount.WithSmsAsync(own);
        (await TryAsync(account, "0000-0000-0000-0000-0000-0000")).Expect(403, "code-refused");
        (await TriedAsync(account)).ShouldBeFalse();

        (await TryAsync(account, account.RecoveryCodes[9].ToLowerInvariant())).Expect(204);

        (await TriedAsync(account)).ShouldBeTrue();
        (await LeftAsync(account)).ShouldBe(SecurityNumbers.RecoveryCodes);
        (await (await BeginAsync(account)).PostAsync("/api/login/verify", new { code = account.RecoveryCodes[9] })).Expect(200);
    }

    [Fact]
    public async Task None_stands_in_storage_or_in_a_log()
    {
        var account = await AnAccount.WithSmsAsync(own);
        (await TryAsync(account, account.RecoveryCodes[0])).Expect(204);
        (await (await BeginAsync(account)).PostAsync("/api/login/verify", new { code = account.RecoveryCodes[1] })).Expect(200);
        var kept = new List<string>(own.Log.All);
        foreach (var table in (string[])["accounts", "lookups", "limits", "expiries", "waiting", "organisation"])
        {
            kept.AddRange((await own.RowsAsync(table)).Select(row => $"{row.PartitionKey} {row.RowKey} {row.GetString("Data")}"));
        }

        kept.ShouldContain(row => row.Contains(account.AccountId, StringComparison.Ordinal));
        foreach (var code in account.RecoveryCodes)
        {
            kept.ShouldAllBe(row => !row.Replace("-", "", StringComparison.Ordinal).Contains(
                code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>A log-in in which a recovery code is asked.</summary>
    private async Task<ApiClient> BeginAsync(AnAccount account)
    {
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200);
        (await browser.PostAsync("/api/login/method", new { method = "recovery" })).Expect(200)["method"]!.GetValue<string>().ShouldBe("recovery");
        return browser;
    }

    private static Task<ApiAnswer> TryAsync(AnAccount account, string code) =>
        account.Browser.PostAsync("/api/account/recovery-codes/try", new { code });

    private static async Task<int> LeftAsync(AnAccount account) =>
        (await account.Browser.GetAsync("/api/account")).Expect(200)["recoveryCodes"]!["left"]!.GetValue<int>();

    private static async Task<bool> TriedAsync(AnAccount account) =>
        (await account.Browser.GetAsync("/api/account")).Expect(200)["recoveryCodes"]!["tried"]!.GetValue<bool>();

    [GeneratedRegex("^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
