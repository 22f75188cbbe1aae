using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Choosing, proving and adding second factors (T9, T13, T17-T20, T28).</summary>
public sealed class SecondFactors(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_code_by_sms_proves_the_number_and_completes_every_log_in()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var phone = TestWorld.NewPhone();
        ApiAnswer begun = null!;
        var code = await own.NextSmsCodeAsync(phone, async () => begun = await account.Browser.PostAsync("/api/account/factors/sms", new { phone }));
        begun.Expect(202)["to"]!.GetValue<string>().ShouldBe("•••• ••" + phone[^2..]);
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.LogInCodeSent, account.AccountId, account.AccountId);
        (await account.VerifyFactorAsync("sms", "000000")).Expect(403, "code-refused");
        (await FactorsAsync(account)).ShouldBeEmpty();

        (await account.VerifyFactorAsync("sms", code)).Expect(200)["recoveryCodes"]!.AsArray().Count.ShouldBe(SecurityNumbers.RecoveryCodes);

        (await FactorsAsync(account)).ShouldBe(["sms"]);
        (await account.VerifyFactorAsync("sms", code)).Expect(403, "enrolment-expired");
        await (account with { Phone = phone }).LogInAsync();
    }

    [Theory]
    [InlineData("0201234567", "phone-not-mobile")]
    [InlineData("niets", "phone-not-mobile")]
    [InlineData("+12024561111", "phone-country")]
    [InlineData("+41 78 123 45 67", "phone-country")]
    [InlineData("0044 7400 123456", "phone-country")]
    public async Task A_number_that_gets_no_code_is_refused(string phone, string code)
    {
        var account = await AnAccount.WithoutFactorAsync(own);

        (await account.Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(400, "bad-input")["errors"]!["phone"]!
            .AsArray().Select(error => error!.GetValue<string>()).ShouldBe([code]);
    }

    [Theory]
    [InlineData("+31 06 {0}")]
    [InlineData("06/{0}")]
    [InlineData("316{0}")]
    [InlineData("\u202a+31 6\u00a0{0}\u202c")]
    [InlineData("0031 (0)6-{0}")]
    public async Task A_number_is_read_as_people_write_it(string form)
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var number = TestWorld.NewPhone();
        var phone = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, number["+316".Length..]);

        var code = await own.NextSmsCodeAsync(number, async () =>
            (await account.Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(202));

        (await account.VerifyFactorAsync("sms", code)).Expect(200);
    }

    [Fact]
    public async Task A_code_by_mail_has_six_digits_and_can_be_forbidden()
    {
        var account = await AnAccount.WithEmailAsync(own);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);
        code.Length.ShouldBe(6);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200)["next"]!.GetValue<string>().ShouldBe("done");

        var other = await AnAccount.WithoutFactorAsync(own);
        await own.SetAsync(SignInPolicy.Default with { EmailAllowed = false });
        try
        {
            (await other.Browser.PostAsync("/api/account/factors/email")).Expect(403, "email-factor-forbidden");
            (await other.Browser.GetAsync("/api/account")).Expect(200)["emailAllowed"]!.GetValue<bool>().ShouldBeFalse();
        }
        finally
        {
            await own.SetAsync(SignInPolicy.Default);
        }
    }

    [Fact]
    public async Task The_same_code_is_sent_again_and_its_tries_are_not_counted_anew()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var phone = TestWorld.NewPhone();
        var code = await own.NextSmsCodeAsync(phone, async () =>
            (await account.Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(202));
        (await account.VerifyFactorAsync("sms", "000000")).Expect(403, "code-refused");
        (await account.Browser.PostAsync("/api/account/factors/sms/code")).Expect(429, "too-many-requests");
        own.Time.Advance(SecurityNumbers.WaitsBeforeResend[0]);

        var again = await own.NextSmsCodeAsync(phone, async () =>
            (await account.Browser.PostAsync("/api/account/factors/sms/code")).Expect(202));

        again.ShouldBe(code);
        (await account.VerifyFactorAsync("sms", "000000")).Expect(403, "code-refused")["triesLeft"]!.GetValue<int>().ShouldBe(3);
        (await account.VerifyFactorAsync("sms", code)).Expect(200);
    }

    [Fact]
    public async Task After_five_wrong_codes_it_must_begin_again()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var code = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => account.VerifyFactorAsync("email", "000000")));
        answers.Count(answer => answer.Problem == "code-refused").ShouldBeInRange(1, SecurityNumbers.TriesPerChallenge);
        for (var i = 0; i < SecurityNumbers.TriesPerChallenge; i++)
        {
            await account.VerifyFactorAsync("email", "000000");
        }

        (await account.VerifyFactorAsync("email", code)).Expect(403, "enrolment-expired");
        (await FactorsAsync(account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_proved_in_the_session_that_began_it()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var phone = TestWorld.NewPhone();
        var code = await own.NextSmsCodeAsync(phone, async () =>
            (await account.Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(202));
        var other = own.NewBrowser();
        (await account.GivePasswordAsync(other)).Expect(200);

        (await other.PostAsync("/api/account/factors/sms/verify", new { code })).Expect(403, "enrolment-expired");
        (await other.PostAsync("/api/account/factors/sms/code")).Expect(403, "enrolment-expired");
        (await account.VerifyFactorAsync("sms", code)).Expect(200);
    }

    [Fact]
    public async Task A_code_for_one_purpose_does_nothing_for_another()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var enrolling = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));
        var browser = own.NewBrowser();
        var logIn = await account.CodeAsync(browser);

        (await browser.PostAsync("/api/login/verify", new { code = enrolling })).Expect(403, "code-refused");
        (await account.VerifyFactorAsync("email", logIn)).Expect(403, "code-refused");
        (await account.VerifyFactorAsync("sms", enrolling)).Expect(403, "enrolment-expired");
    }

    [Fact]
    public async Task The_session_gets_another_cookie_when_it_becomes_complete()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var before = account.Browser.Copy();
        (await before.IsSignedInAsync()).ShouldBeTrue();

        var complete = await account.AddSmsAsync();

        complete.Browser.Cookies["__Host-session"].ShouldNotBe(before.Cookies["__Host-session"]);
        (await before.GetAsync("/api/session")).Expect(401, "not-signed-in");
        (await complete.Browser.GetAsync("/api/session")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_of_the_password_only_chooses_no_factor_once_there_is_one()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var thief = own.NewBrowser();
        (await account.GivePasswordAsync(thief)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        var secret = (await thief.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();

        await account.AddSmsAsync();

        var code = await AuthenticatorApp.CodeAsync(secret, own.Now());
        (await thief.PostAsync("/api/account/factors/app/verify", new { code })).Expect(401, "not-signed-in");
        (await thief.PostAsync("/api/account/factors/app")).Expect(401, "not-signed-in");
        (await thief.GetAsync("/api/account")).Expect(401, "not-signed-in");
        (await FactorsAsync(account)).ShouldBe(["sms"]);
    }

    [Fact]
    public async Task Of_two_sessions_of_the_password_only_that_prove_a_first_factor_at_once_one_does()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var other = own.NewBrowser();
        (await account.GivePasswordAsync(other)).Expect(200);
        var codes = new List<(ApiClient Browser, string Code)>();
        foreach (var browser in (ApiClient[])[account.Browser, other])
        {
            var secret = (await browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();
            codes.Add((browser, await AuthenticatorApp.CodeAsync(secret, own.Now())));
        }

        // The one secret took the place of the other; only the session of the last one can prove it.
        var answers = await Task.WhenAll(codes.Select(one => one.Browser.PostAsync("/api/account/factors/app/verify", new { code = one.Code })));

        answers[0].Status.ShouldNotBe(System.Net.HttpStatusCode.OK);
        answers[1].Expect(200);
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task With_two_methods_the_other_one_can_be_chosen_and_tries_go_on_counting()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        own.Time.Advance(TimeSpan.FromMinutes(2));
        var browser = own.NewBrowser();
        var step = (await account.GivePasswordAsync(browser)).Expect(200);
        step["methods"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["app", "sms", "recovery"]);
        (await browser.PostAsync("/api/login/verify", new { code = "000000" })).Expect(403, "code-refused");
        (await browser.PostAsync("/api/login/method", new { method = "email" })).Expect(401, "login-expired");

        ApiAnswer changed = null!;
        var code = await own.NextSmsCodeAsync(
            account.Phone!, async () => changed = await browser.PostAsync("/api/login/method", new { method = "sms" }));

        (changed.Expect(200)["method"]!.GetValue<string>(), changed["to"]!.GetValue<string>())
            .ShouldBe(("sms", "•••• ••" + account.Phone![^2..]));
        (await browser.PostAsync("/api/login/verify", new { code = await AuthenticatorApp.CodeAsync(account.AppSecret!, own.Now()) }))
            .Expect(403, "code-refused")["triesLeft"]!.GetValue<int>().ShouldBe(3);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200);
    }

    [Fact]
    public async Task Coming_back_to_a_method_sends_nothing_before_the_wait()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        own.Time.Advance(TimeSpan.FromMinutes(2));
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200);
        var code = await own.NextSmsCodeAsync(account.Phone!, async () => (await ChooseAsync("sms")).Expect(200));
        var sent = own.Inbox.To(account.Phone!).Count;

        for (var i = 0; i < 3; i++)
        {
            (await ChooseAsync("app")).Expect(200)["resendAt"].ShouldBeNull();
            (await ChooseAsync("sms")).Expect(200)["resendAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now() + SecurityNumbers.WaitsBeforeResend[0]);
            (await ChooseAsync("sms")).Expect(200);
        }

        await own.HintsWorkedAsync();
        own.Inbox.To(account.Phone!).Count.ShouldBe(sent);
        (await browser.PostAsync("/api/login/code")).Expect(429, "too-many-requests");
        own.Time.Advance(SecurityNumbers.WaitsBeforeResend[0]);
        (await own.NextSmsCodeAsync(account.Phone!, async () => (await browser.PostAsync("/api/login/code")).Expect(202))).ShouldBe(code);
        (await ChooseAsync("app")).Expect(200);
        (await ChooseAsync("sms")).Expect(200)["resendAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now() + SecurityNumbers.WaitsBeforeResend[1]);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200);

        Task<ApiAnswer> ChooseAsync(string method) => browser.PostAsync("/api/login/method", new { method });
    }

    [Fact]
    public async Task Ten_codes_a_day_leave_for_setting_up_whatever_the_numbers()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var account = await AnAccount.WithoutFactorAsync(own);
        for (var i = 0; i < SecurityNumbers.EnrolmentCodesPerDay; i++)
        {
            (await account.Browser.PostAsync("/api/account/factors/sms", new { phone = TestWorld.NewPhone() })).Expect(202);
        }

        (await account.Browser.PostAsync("/api/account/factors/sms", new { phone = TestWorld.NewPhone() })).Expect(429, "too-many-requests");
        (await account.Browser.PostAsync("/api/account/factors/email")).Expect(429, "too-many-requests");
    }

    private static async Task<IReadOnlyList<string>> FactorsAsync(AnAccount account) =>
        [.. (await account.Browser.GetAsync("/api/account")).Expect(200)["factors"]!.AsArray()
            .Select(factor => factor!["method"]!.GetValue<string>())];
}
