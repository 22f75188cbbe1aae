using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>
/// After a reset of the second factors whoever reads the person's mail has a password, and no more (H3, ASVS V6.4.4).
/// </summary>
public sealed class ProvingAReset(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncLifetime
{
    private const string Reason = "Telefoon verloren; teruggebeld op het bekende nummer.";
    private readonly OwnWorld own = clock.World;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await own.SetAsync(SignInPolicy.Default);

    [Fact]
    public async Task Who_reads_the_mail_sets_a_password_and_gets_no_further_without_the_code()
    {
        var account = await AnAccount.WithSmsAsync(own);
        await ResetAsync(account);
        var thief = await SetPasswordByMailAsync(account);

        await IsRefusedAsync(thief, "reset-code-needed");

        (await thief.PostAsync("/api/account/reset-code", new { code = "00000000" })).Expect(403, "code-refused");
        var code = await own.ResetCodeAsync(account);
        (await thief.PostAsync("/api/account/reset-code", new { code = $"{code[..4]} {code[4..]}" })).Expect(204);
        await (account with { Browser = thief }).AddSmsAsync();
        (await thief.GetAsync("/api/session")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();
        var place = $"accounts/{account.AccountId}";
        await own.IsWrittenDownAsync(place, AccountEvents.ResetCodeRefused, account.AccountId, account.AccountId, times: 1);
        await own.IsWrittenDownAsync(place, AccountEvents.ResetProved, account.AccountId, account.AccountId, times: 1);
        // It is over: another factor needs no code, and none can be shown.
        (await thief.PostAsync("/api/account/factors/app")).Expect(200);
        (await (await own.LogInAsync()).PostAsync($"/api/accounts/{account.AccountId}/reset-code")).Expect(409, "no-reset-code");
    }

    [Fact]
    public async Task The_code_counts_in_the_session_in_which_it_was_typed()
    {
        var account = await AnAccount.WithSmsAsync(own);
        await ResetAsync(account);
        var owner = own.NewBrowser();
        (await account.GivePasswordAsync(owner)).Expect(200);
        (await owner.PostAsync("/api/account/reset-code", new { code = await own.ResetCodeAsync(account) })).Expect(204);

        var other = own.NewBrowser();
        (await account.GivePasswordAsync(other)).Expect(200);

        await IsRefusedAsync(other, "reset-code-needed");
        (await owner.PostAsync("/api/account/factors/app")).Expect(200);
    }

    [Fact]
    public async Task Of_many_guesses_at_once_five_count_and_the_service_desk_makes_another()
    {
        var account = await AnAccount.WithSmsAsync(own);
        await ResetAsync(account);
        var code = await own.ResetCodeAsync(account);
        var thief = await SetPasswordByMailAsync(account);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => thief.Copy().PostAsync("/api/account/reset-code", new { code = $"0000000{i % 10}" })));

        answers.Count(answer => answer.Problem == "code-refused").ShouldBeLessThanOrEqualTo(5);
        (await thief.PostAsync("/api/account/reset-code", new { code })).Expect(403, "reset-code-dead");
        await ResetAsync(account);
        var next = await own.ResetCodeAsync(account);
        next.ShouldNotBe(code);
        (await thief.IsSignedInAsync()).ShouldBeFalse();
        var owner = own.NewBrowser();
        (await (account with { Password = "acht gele fietsen" }).GivePasswordAsync(owner)).Expect(200);
        own.Time.Advance(SecurityNumbers.ResetCodeLifetime);
        owner = own.NewBrowser();
        (await (account with { Password = "acht gele fietsen" }).GivePasswordAsync(owner)).Expect(200);
        (await owner.PostAsync("/api/account/reset-code", new { code = next })).Expect(403, "reset-code-dead");
    }

    [Fact]
    public async Task Showing_the_code_is_written_down_and_nobody_sees_their_own()
    {
        var account = await AnAccount.WithSmsAsync(own);
        await ResetAsync(account);
        var desk = await own.LogInAsync();
        var by = (await desk.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>();

        (await desk.PostAsync($"/api/accounts/{account.AccountId}/reset-code")).Expect(200);
        (await desk.PostAsync($"/api/accounts/{by}/reset-code")).Expect(409, "own-account");

        (await own.AuditedAsync("accounts/" + account.AccountId)).ShouldContain(entry => entry.Event == "reset-code-shown" && entry.Actor == by);
    }

    [Fact]
    public async Task The_organisation_chooses_a_day_of_waiting_instead()
    {
        await own.SetAsync(SignInPolicy.Default with { ResetProof = ResetProof.Wait });
        var account = await AnAccount.WithSmsAsync(own);

        var mail = await own.NextMailAsync(account.Email, Mailing.FactorReset, () => ResetAsync(account));

        mail.Text!.ShouldContain("Vanaf");
        await Waiting.UntilAsync("the old number is told", () => own.Inbox.To(account.Phone!)[0].Text!.Contains("geen codes meer", StringComparison.Ordinal));
        var thief = await SetPasswordByMailAsync(account);
        await IsRefusedAsync(thief, "reset-waits");
        (await (await own.LogInAsync()).PostAsync($"/api/accounts/{account.AccountId}/reset-code")).Expect(409, "no-reset-code");

        own.Time.Advance(SecurityNumbers.ResetWait - TimeSpan.FromMinutes(1));
        var early = await BackAsync(account);
        await IsRefusedAsync(early, "reset-waits");
        own.Time.Advance(TimeSpan.FromMinutes(1));
        (await (await BackAsync(account)).PostAsync("/api/account/factors/app")).Expect(200);
    }

    /// <summary>Every way to a new second factor.</summary>
    private static async Task IsRefusedAsync(ApiClient browser, string problem)
    {
        foreach (var (path, body) in new (string, object)[]
        {
            ("/api/account/factors/app", new { }),
            ("/api/account/factors/sms", new { phone = TestWorld.NewPhone() }),
            ("/api/account/factors/email", new { }),
            ("/api/account/factors/sms/code", new { }),
            ("/api/account/factors/app/verify", new { code = "000000" }),
            ("/api/account/passkeys/options", new { }),
            ("/api/account/passkeys", new { name = "x", credential = new { } }),
        })
        {
            (await browser.PostAsync(path, body)).Expect(403, problem);
        }

        (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");
    }

    private async Task<ApiClient> SetPasswordByMailAsync(AnAccount account)
    {
        var browser = own.NewBrowser();
        (await (await PasswordLink.ForAsync(own, account.Email)).SetAsync("acht gele fietsen", browser)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        return browser;
    }

    private async Task<ApiClient> BackAsync(AnAccount account)
    {
        var browser = own.NewBrowser();
        (await (account with { Password = "acht gele fietsen" }).GivePasswordAsync(browser)).Expect(200);
        return browser;
    }

    private async Task ResetAsync(AnAccount account) =>
        (await (await own.LogInAsync()).PostAsync($"/api/accounts/{account.AccountId}/factor-reset", new { reason = Reason })).Expect(200);
}
