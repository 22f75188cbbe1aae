using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>What counts as a second factor follows from the organisation's rules at the moment of use: in a log-in, in a session from before, on a remembered device and when one is removed.</summary>
public sealed class FactorsThatCountNoMore(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncDisposable
{
    private static readonly object Details = new { name = "Dirk", language = "nl", notices = new { newMessage = true } };

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_session_by_mail_only_chooses_from_the_next_request_on()
    {
        var account = await AnAccount.WithEmailAsync(own);
        var byCode = await account.LogInAsync();
        (await byCode.PostAsync("/api/account/details", Details)).Expect(200);

        await ForbidAsync();

        foreach (var browser in (ApiClient[])[account.Browser, byCode])
        {
            var session = (await browser.GetAsync("/api/session")).Expect(200);
            (session["usable"]!.GetValue<bool>(), session["strength"]!.GetValue<string>()).ShouldBe((false, "password"));
            (await browser.PostAsync("/api/account/details", Details)).Expect(403, "second-factor-required");
            (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");
        }

        (await byCode.GetAsync("/api/account")).Expect(200)["factors"]!.AsArray().Single()!["counts"]!.GetValue<bool>().ShouldBeFalse();
        await (account with { Browser = byCode }).AddSmsAsync();
        (await byCode.PostAsync("/api/account/details", Details)).Expect(200);
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_in_by_mail_leads_to_choosing_and_no_further(bool isGrace)
    {
        var account = await AnAccount.WithEmailAsync(own);
        await ForbidAsync(isGrace ? DateOnly.FromDateTime(own.Now().UtcDateTime).AddDays(30) : null);
        var browser = own.NewBrowser();

        // The password alone leads nowhere, as before: whoever has it may not choose the new factor.
        var code = await account.CodeAsync(browser);
        (await browser.GetAsync("/api/session")).Expect(401, "not-signed-in");
        (await browser.PostAsync("/api/login/verify", new { code, remember = true })).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");

        (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");
        (await browser.PostAsync("/api/account/details", Details)).Expect(403, "second-factor-required");
        await (account with { Browser = browser }).AddAppAsync();
        (await browser.PostAsync("/api/account/details", Details)).Expect(200);
    }

    [Fact]
    public async Task Beside_one_that_counts_mail_is_not_asked_and_what_it_let_in_ends()
    {
        var byMail = await AnAccount.WithEmailAsync(own);
        var elsewhere = await byMail.LogInAsync(remember: true);
        var account = await byMail.AddAppAsync();
        own.Time.Advance(TimeSpan.FromMinutes(2));
        var half = own.NewBrowser();
        (await account.GivePasswordAsync(half)).Expect(200);
        var code = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.LogInCode, async () =>
            (await half.PostAsync("/api/login/method", new { method = "email" })).Expect(200)));
        (await elsewhere.IsSignedInAsync()).ShouldBeTrue();

        await ForbidAsync();

        (await half.PostAsync("/api/login/verify", new { code })).Expect(403, "code-refused");
        (await half.PostAsync("/api/login/code")).Expect(401, "login-expired");
        (await elsewhere.IsSignedInAsync()).ShouldBeFalse();
        elsewhere.Cookies.Remove("__Host-session");
        (await elsewhere.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200)["methods"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["app", "recovery"]);
        (await browser.PostAsync("/api/login/method", new { method = "email" })).Expect(401, "login-expired");
    }

    [Fact]
    public async Task The_last_that_counts_stays_and_what_does_not_count_can_go()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        (await account.AddPasskeyAsync(own.NewDevice())).Expect(200);
        var code = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));
        (await account.VerifyFactorAsync("email", code)).Expect(200);
        var passkey = await account.PasskeyIdAsync();

        await ForbidAsync();

        (await account.Browser.DeleteAsync("/api/account/factors/app")).Expect(200);
        (await account.Browser.DeleteAsync("/api/account/factors/sms")).Expect(200);
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + passkey)).Expect(409, "last-factor");
        var phone = await account.AddSmsAsync();
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + passkey)).Expect(200);
        (await account.Browser.DeleteAsync("/api/account/factors/sms")).Expect(409, "last-factor");
        (await account.Browser.DeleteAsync("/api/account/factors/email")).Expect(200)["factors"]!.AsArray().Count.ShouldBe(1);
        await (phone with { AppSecret = null }).LogInAsync();
    }

    [Fact]
    public async Task Setting_it_up_that_was_begun_before_ends()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var code = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));
        own.Time.Advance(TimeSpan.FromMinutes(1));

        await ForbidAsync();

        (await account.Browser.PostAsync("/api/account/factors/email/code")).Expect(403, "email-factor-forbidden");
        (await account.VerifyFactorAsync("email", code)).Expect(403, "email-factor-forbidden");
        (await account.Browser.GetAsync("/api/account")).Expect(200)["factors"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_remembered_device_counts_as_what_made_it()
    {
        var account = await AnAccount.WithEmailAsync(own);
        var browser = await account.LogInAsync(remember: true);
        browser.Cookies.Remove("__Host-session");
        (await browser.PostAsync("/api/login/resume")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();

        await ForbidAsync();

        (await browser.GetAsync("/api/session")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeFalse();
        (await browser.PostAsync("/api/login/resume")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeFalse();
        (await browser.PostAsync("/api/account/factors/app")).Expect(403, "log-in-again");
    }

    [Fact]
    public async Task A_session_of_the_password_alone_does_not_come_alive_again()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var before = account.Browser.Copy();
        var code = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));
        var elsewhere = own.NewBrowser();
        (await account.GivePasswordAsync(elsewhere)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        (await account.VerifyFactorAsync("email", code)).Expect(200);

        await ForbidAsync();

        (await elsewhere.PostAsync("/api/account/factors/app")).Expect(401, "not-signed-in");
        (await before.IsSignedInAsync()).ShouldBeFalse();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await own.SetAsync(SignInPolicy.Default);

    private Task ForbidAsync(DateOnly? from = null) => own.SetAsync(SignInPolicy.Default with { EmailAllowed = false, SecondFactorFrom = from });
}
