using System.Buffers.Text;
using System.Text;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>A passkey instead of a password and a code, or after the password (WebAuthn level 3 section 7.2).</summary>
public sealed class LoggingInWithPasskeys(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_passkey_alone_is_a_whole_log_in()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        var options = await browser.BeginPasskeyLogInAsync();
        options["rpId"]!.GetValue<string>().ShouldBe("localhost");
        options["userVerification"]!.GetValue<string>().ShouldBe("required");
        options["allowCredentials"]!.AsArray().ShouldBeEmpty();
        Base64Url.DecodeFromChars(options["challenge"]!.GetValue<string>()).Length.ShouldBe(32);

        var step = (await browser.SendAssertionAsync(device.Use(options))).Expect(200);

        step["next"]!.GetValue<string>().ShouldBe("done");
        step["session"]!["accountId"]!.GetValue<string>().ShouldBe(account.AccountId);
        step["session"]!["strength"]!.GetValue<string>().ShouldBe("full");
        browser.Cookies.Keys.ShouldNotContain("__Host-passkey");
        (await browser.PostAsync("/api/account/recovery-codes")).Expect(200);
        (await (account with { Browser = browser }).PasskeysAsync()).Single()!["lastUsedAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now());
    }

    [Fact]
    public async Task After_the_password_the_accounts_own_passkeys_are_asked()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var (_, otherDevice) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        var step = (await account.GivePasswordAsync(browser)).Expect(200);
        step["next"]!.GetValue<string>().ShouldBe("passkey");
        step["methods"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["passkey", "recovery"]);
        var options = await browser.BeginPasskeyLogInAsync();
        options["allowCredentials"]!.AsArray().Single()!["id"]!.GetValue<string>()
            .ShouldBe(Base64Url.EncodeToString(device.CredentialId));
        (await browser.SendAssertionAsync(otherDevice.Use(options))).Expect(403, "passkey-refused");

        (await browser.UsePasskeyAsync(device)).Expect(200)["next"]!.GetValue<string>().ShouldBe("done");

        // The proof of the password went with it.
        browser.Cookies.Keys.ShouldNotContain("__Host-login");
        (await own.RowsAsync("accounts", account.AccountId))
            .ShouldNotContain(row => row.RowKey.StartsWith("proof~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_keeps_no_account_works_after_the_password()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200);
        var answer = device.Use(await browser.BeginPasskeyLogInAsync());
        answer["response"]!.AsObject().Remove("userHandle");

        (await browser.SendAssertionAsync(answer)).Expect(200);

        var alone = device.Use(await own.NewBrowser().BeginPasskeyLogInAsync());
        alone["response"]!.AsObject().Remove("userHandle");
        (await own.NewBrowser().SendAssertionAsync(alone)).Expect(403, "passkey-refused");
    }

    [Fact]
    public async Task A_device_can_be_remembered()
    {
        var (_, device) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        (await browser.UsePasskeyAsync(device, remember: true)).Expect(200);
        browser.Cookies.Remove("__Host-session");

        (await browser.PostAsync("/api/login/resume")).Expect(200)["strength"]!.GetValue<string>().ShouldBe("remembered");
    }

    [Fact]
    public async Task An_answer_that_is_not_right_lets_nobody_in()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var (other, otherDevice) = await own.WithPasskeyAsync();
        foreach (var wrong in (PasskeyDevice[])
        [
            device.With(origin: "https://evil.example"),
            device.With(origin: $"http://sub.localhost:{own.Cloud.SiteAddress.Port}"),
            device.With(rpId: "evil.example"),
            device.With(verifiesUser: false),
            device.With(framedBy: "https://evil.example"),
            device.With(userHandle: Encoding.UTF8.GetBytes(other.AccountId)),
            otherDevice.With(userHandle: Encoding.UTF8.GetBytes(account.AccountId)),
            device.With(userHandle: Encoding.UTF8.GetBytes(Seals.NewId())),
            device.With(userHandle: [1, 2, 3]),
            device.With(userHandle: []),
        ])
        {
            var browser = own.NewBrowser();
            (await browser.UsePasskeyAsync(wrong)).Expect(403, "passkey-refused");
            (await browser.IsSignedInAsync()).ShouldBeFalse();
        }

        var unasked = device.Use(await own.NewBrowser().BeginPasskeyLogInAsync());
        (await own.NewBrowser().SendAssertionAsync(unasked)).Expect(403, "passkey-refused");
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
    }

    [Fact]
    public async Task A_signature_over_something_else_lets_nobody_in()
    {
        var (_, device) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        var earlier = device.Use(await browser.BeginPasskeyLogInAsync());
        var answer = device.Use(await browser.BeginPasskeyLogInAsync());
        answer["response"]!["signature"] = earlier["response"]!["signature"]!.GetValue<string>();

        (await browser.SendAssertionAsync(answer)).Expect(403, "passkey-refused");
    }

    [Fact]
    public async Task An_answer_lets_in_once_and_only_the_browser_that_was_asked()
    {
        var (_, device) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        var answer = device.Use(await browser.BeginPasskeyLogInAsync());
        var thief = browser.Copy();
        var stranger = own.NewBrowser();
        await stranger.BeginPasskeyLogInAsync();
        (await stranger.SendAssertionAsync(answer.DeepClone())).Expect(403, "passkey-refused");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => thief.Copy().SendAssertionAsync(answer.DeepClone())));

        answers.Count(one => one.Status == System.Net.HttpStatusCode.OK).ShouldBe(1);
        (await browser.SendAssertionAsync(answer)).Expect(403, "passkey-refused");
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 403)]
    public async Task After_five_minutes_it_must_begin_again(int seconds, int status)
    {
        var (_, device) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        var answer = device.Use(await browser.BeginPasskeyLogInAsync());

        own.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(seconds));

        (await browser.SendAssertionAsync(answer)).Expect(status);
    }

    [Fact]
    public async Task A_counter_that_does_not_go_up_means_a_copy()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var copy = device.With();
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);

        var mail = await own.NextMailAsync(account.Email, Mailing.PasskeyCopied, async () =>
            (await own.NewBrowser().UsePasskeyAsync(copy)).Expect(403, "passkey-refused"));

        mail.Text!.ReplaceLineEndings(" ").ShouldContain("komt niemand meer binnen");
        // Neither the copy, however often it counts on, nor what it was copied from.
        for (var i = 0; i < 3; i++)
        {
            (await own.NewBrowser().UsePasskeyAsync(copy)).Expect(403, "passkey-refused");
            (await own.NewBrowser().UsePasskeyAsync(device)).Expect(403, "passkey-refused");
        }

        await own.HintsWorkedAsync();
        own.Mails(account.Email, Mailing.PasskeyCopied).Count.ShouldBe(1);
        (await own.AuditedAsync("accounts/" + account.AccountId)).Count(entry => entry.Event == "passkey-cloned").ShouldBe(1);
    }

    [Fact]
    public async Task Whose_passkey_was_copied_is_signed_out_and_sees_it_and_takes_another()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var copy = device.With();
        var browser = own.NewBrowser();
        (await browser.UsePasskeyAsync(device)).Expect(200);
        (await own.NewBrowser().UsePasskeyAsync(copy)).Expect(403, "passkey-refused");

        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        var again = own.NewBrowser();
        var step = (await account.GivePasswordAsync(again)).Expect(200);
        (step["next"]!.GetValue<string>(), step["method"]!.GetValue<string>()).ShouldBe(("code", "recovery"));
        (await again.BeginPasskeyLogInAsync())["allowCredentials"]!.AsArray().ShouldBeEmpty();
        (await again.PostAsync("/api/login/verify", new { code = account.RecoveryCodes[0] })).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");

        var owner = account with { Browser = again };
        (await owner.PasskeysAsync()).Single()!["suspendedAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now());
        var fresh = own.NewDevice();
        (await owner.AddPasskeyAsync(fresh, "Nieuw")).Expect(200);
        var old = (await owner.PasskeysAsync()).Single(passkey => passkey!["suspendedAt"] is not null)!["passkeyId"]!.GetValue<string>();
        (await again.DeleteAsync("/api/account/passkeys/" + old)).Expect(200)["passkeys"]!.AsArray().Count.ShouldBe(1);
        (await again.DeleteAsync("/api/account/passkeys/" + await owner.PasskeyIdAsync())).Expect(409, "last-factor");
        (await own.NewBrowser().UsePasskeyAsync(fresh)).Expect(200);
    }

    [Fact]
    public async Task A_wrong_signature_accuses_nobody_of_a_copy()
    {
        var (account, device) = await own.WithPasskeyAsync();
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
        device.SignCount = 0;

        (await own.NewBrowser().UsePasskeyAsync(device.With(verifiesUser: false))).Expect(403, "passkey-refused");

        (await own.AuditedAsync("accounts/" + account.AccountId)).ShouldNotContain(entry => entry.Event == "passkey-cloned");
    }

    [Fact]
    public async Task A_passkey_that_does_not_count_works_again_and_again()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var device = new PasskeyDevice(own.NewDevice().Origin) { Counts = false };
        (await account.AddPasskeyAsync(device)).Expect(200);

        for (var i = 0; i < 3; i++)
        {
            (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
        }
    }

    [Fact]
    public async Task Too_many_wrong_codes_do_not_keep_a_passkey_out()
    {
        var account = await AnAccount.WithAppAsync(own);
        var device = own.NewDevice();
        (await account.AddPasskeyAsync(device)).Expect(200);
        for (var i = 0; i < SecurityNumbers.WrongLogInCodesPerHour; i++)
        {
            var browser = own.NewBrowser();
            (await account.GivePasswordAsync(browser)).Expect(200);
            (await browser.PostAsync("/api/login/verify", new { code = "000000" })).Expect(403, "code-refused");
        }

        (await account.GivePasswordAsync(own.NewBrowser())).Expect(200);
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
        own.Time.Advance(SecurityNumbers.AppCodeStep * 2);
        await account.LogInAsync();
    }

    [Fact]
    public async Task A_new_password_leaves_passkeys_and_ends_their_sessions()
    {
        var (account, device) = await own.WithPasskeyAsync();
        (await (await PasswordLink.ForAsync(own, account.Email)).SetAsync("zes groene fietsen")).Expect(200);

        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
    }

    [Fact]
    public async Task Asking_without_a_password_tells_nothing_of_any_account()
    {
        var (account, _) = await own.WithPasskeyAsync();
        var browser = own.NewBrowser();
        var token = new string('A', 43);
        foreach (var cookie in new[] { "", "x", $"{account.AccountId}.{token}", $"{Seals.NewId()}.{token}" })
        {
            browser.Cookies["__Host-login"] = cookie;
            (await browser.BeginPasskeyLogInAsync())["allowCredentials"]!.AsArray().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Unanswered_questions_are_purged()
    {
        await own.NewBrowser().BeginPasskeyLogInAsync();
        (await OpenAsync()).ShouldNotBe(0);

        await Waiting.UntilAsync("they are gone", async () =>
        {
            own.Time.Advance(TimeSpan.FromMinutes(70));
            await own.PurgeAsync(TestContext.Current.CancellationToken);
            return await OpenAsync() == 0;
        });
    }

    private async Task<int> OpenAsync() =>
        (await own.RowsAsync("accounts")).Count(row => row.RowKey.StartsWith("ceremony~", StringComparison.Ordinal));
}
