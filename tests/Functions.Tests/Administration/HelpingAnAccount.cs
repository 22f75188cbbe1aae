using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Accounts.Passkeys;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>The service desk takes a lost second factor away (T26) and signs somebody out.</summary>
public sealed class HelpingAnAccount(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Reason = "Telefoon verloren; teruggebeld op het bekende nummer.";
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_reset_leaves_the_password_and_nothing_else()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        await AddPasskeyAsync(account);
        // A code of the app is taken once, and its first one activated it.
        own.Time.Advance(SecurityNumbers.AppCodeStep * 2);
        var remembered = await account.LogInAsync(remember: true);
        var desk = await own.LogInAsync();

        var mail = await own.NextMailAsync(account.Email, Mailing.FactorReset, async () =>
        {
            var shown = (await ResetAsync(desk, account)).Expect(200);
            shown["hasSecondFactor"]!.GetValue<bool>().ShouldBeFalse();
            shown["factors"]!.AsArray().ShouldBeEmpty();
            shown["passkeys"]!.GetValue<int>().ShouldBe(0);
            shown["sessions"]!.GetValue<int>().ShouldBe(0);
        });

        mail.Text!.ShouldContain("Log in met uw wachtwoord");
        await Waiting.UntilAsync("the old number is told", () => own.Inbox.To(account.Phone!)[0].Text!.Contains("geen codes meer", StringComparison.Ordinal));
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        (await RowsAsync(account, StoredPasskey.Prefix)).ShouldBeEmpty();
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        var details = (await browser.GetAsync("/api/account")).Expect(200);
        details["recoveryCodes"].ShouldBeNull();
        details["factors"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_reset_nothing_can_be_postponed_until_a_factor_is_chosen()
    {
        var account = await AnAccount.WithSmsAsync(own);
        await own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = DateOnly.FromDateTime(own.Now().UtcDateTime.AddDays(30)) });
        try
        {
            (await ResetAsync(await own.LogInAsync(), account)).Expect(200);
            var browser = own.NewBrowser();
            var step = (await account.GivePasswordAsync(browser)).Expect(200);
            step["next"]!.GetValue<string>().ShouldBe("choose-factor");
            step["session"]!["postponeUntil"].ShouldBeNull();
            (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");

            (await browser.PostAsync("/api/account/reset-code", new { code = await own.ResetCodeAsync(account) })).Expect(204);
            (await (account with { Browser = browser }).AddSmsAsync()).RecoveryCodes.Count.ShouldBeGreaterThan(0);
            (await browser.GetAsync("/api/session")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();
        }
        finally
        {
            await own.SetAsync(SignInPolicy.Default);
        }
    }

    [Fact]
    public async Task A_log_in_that_was_under_way_ends_with_the_reset()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);

        (await ResetAsync(await own.LogInAsync(), account)).Expect(200);

        (await browser.PostAsync("/api/login/verify", new { code, remember = false })).Expect(401, "login-expired");
    }

    [Fact]
    public async Task Why_and_by_whom_is_kept_and_doing_it_again_changes_nothing()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var desk = await own.LogInAsync();
        var by = (await desk.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>();

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ResetAsync(desk.Copy(), account))))
        {
            answer.Expect(200);
        }

        await own.HintsWorkedAsync();
        own.Mails(account.Email, Mailing.FactorReset).Count.ShouldBe(1);
        (await RowsAsync(account, "reason")).ShouldHaveSingleItem().ShouldContain(Reason);
        (await RowsAsync(account, "reason")).Single().ShouldContain(by);
        (await own.AuditedAsync("accounts/" + account.AccountId)).Count(entry => entry.Event == "factor-reset" && entry.Actor == by).ShouldBe(1);
    }

    [Theory]
    [InlineData(9, 400)]
    [InlineData(10, 200)]
    [InlineData(500, 200)]
    [InlineData(501, 400)]
    public async Task A_reason_has_ten_to_five_hundred_characters(int length, int status)
    {
        var account = await AnAccount.WithoutFactorAsync(own);

        var answer = await ResetAsync(await own.LogInAsync(), account, new string('x', length));

        answer.Expect(status);
    }

    [Fact]
    public async Task Nobody_resets_themselves_or_somebody_unknown()
    {
        var desk = await own.LogInAsync();
        var self = (await desk.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>();

        (await desk.PostAsync($"/api/accounts/{self}/factor-reset", new { reason = Reason })).Expect(409, "own-account");
        (await desk.PostAsync($"/api/accounts/{Seals.NewId()}/factor-reset", new { reason = Reason })).Expect(404, "not-found");
        (await desk.PostAsync($"/api/accounts/{Seals.NewId()}/end-sessions")).Expect(404, "not-found");
        (await desk.GetAsync($"/api/accounts/{Seals.NewId()}")).Expect(404, "not-found");
        (await desk.GetAsync("/api/accounts/niets")).Expect(404, "not-found");
    }

    [Fact]
    public async Task Ending_sessions_ends_every_browser_and_leaves_the_second_factor()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var remembered = await account.LogInAsync(remember: true);
        var desk = await own.LogInAsync();
        (await desk.GetAsync($"/api/accounts/{account.AccountId}")).Expect(200)["sessions"]!.GetValue<int>().ShouldBe(2);

        (await desk.PostAsync($"/api/accounts/{account.AccountId}/end-sessions")).Expect(200)["sessions"]!.GetValue<int>().ShouldBe(0);

        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        await account.LogInAsync();
        await own.IsWrittenDownAsync(
            $"accounts/{account.AccountId}", AccountEvents.SessionsEnded, await desk.AccountIdAsync(), account.AccountId, times: 1);
    }

    private static Task<ApiAnswer> ResetAsync(ApiClient desk, AnAccount account, string reason = Reason) =>
        desk.PostAsync($"/api/accounts/{account.AccountId}/factor-reset", new { reason });

    /// <summary>A passkey as it would be stored.</summary>
    private async Task AddPasskeyAsync(AnAccount account)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await own.Storage().Accounts.AddEntityAsync(
            new Azure.Data.Tables.TableEntity(account.AccountId, $"{StoredPasskey.Prefix}~{Seals.NewId()}") { ["Data"] = "{}" }, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> RowsAsync(AnAccount account, string prefix) =>
        [.. (await own.RowsAsync("accounts", account.AccountId))
            .Where(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal)).Select(row => row.GetString("Data")!)];
}
