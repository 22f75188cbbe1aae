using System.Buffers.Binary;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>An authenticator app as second factor (T5, T11-T14), with <c>oathtool</c> as the app.</summary>
public sealed class AuthenticatorApps(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task The_secret_comes_as_a_picture_as_an_address_and_as_a_key_to_type()
    {
        var account = await AnAccount.WithoutFactorAsync(own);

        var begun = (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200);

        var picture = Convert.FromBase64String(begun["qr"]!.GetValue<string>());
        picture[..8].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)).ShouldBeInRange(100, 1000);
        var secret = begun["secret"]!.GetValue<string>();
        secret.Length.ShouldBe(SecurityNumbers.AppSecretBytes * 8 / 5);
        var uri = new Uri(begun["uri"]!.GetValue<string>());
        (uri.Scheme, uri.Host).ShouldBe(("otpauth", "totp"));
        Uri.UnescapeDataString(uri.AbsolutePath).ShouldEndWith(":" + account.Email);
        var query = uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        query["secret"].ShouldBe(secret);
        var organisation = (await own.NewBrowser().GetAsync("/api/organisation")).Expect(200)["name"]!.GetValue<string>();
        query["issuer"].ShouldBe(organisation);
        Uri.UnescapeDataString(uri.AbsolutePath).ShouldStartWith($"/{organisation}:");
    }

    [Fact]
    public async Task It_is_asked_only_after_a_right_first_code()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var secret = (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();
        (await account.VerifyFactorAsync("app", "000000")).Expect(403, "code-refused")["triesLeft"]!.GetValue<int>().ShouldBe(4);
        (await account.GivePasswordAsync(own.NewBrowser())).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");

        var code = await AuthenticatorApp.CodeAsync(secret, own.Now());
        var activated = (await account.VerifyFactorAsync("app", $"{code[..3]} {code[3..]}")).Expect(200);

        activated["session"]!["strength"]!.GetValue<string>().ShouldBe("full");
        activated["recoveryCodes"]!.AsArray().Count.ShouldBe(SecurityNumbers.RecoveryCodes);
        var step = (await account.GivePasswordAsync(own.NewBrowser())).Expect(200);
        (step["next"]!.GetValue<string>(), step["method"]!.GetValue<string>()).ShouldBe(("code", "app"));
        step["to"].ShouldBeNull();
        step["methods"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["app", "recovery"]);
        await Waiting.UntilAsync("the owner is told", () => own.Mails(account.Email, Mailing.FactorAdded).Count == 1);
    }

    [Fact]
    public async Task A_clock_that_is_half_a_minute_off_does_and_a_whole_one_does_not()
    {
        var account = await AnAccount.WithAppAsync(own);
        foreach (var (steps, status) in new[] { (-2, 403), (-1, 200), (0, 200), (1, 200), (2, 403) })
        {
            // To the middle of a step that is far from the ones before.
            own.Time.Advance(TimeSpan.FromMinutes(10));
            own.AdvanceToNext(SecurityNumbers.AppCodeStep);
            own.Time.Advance(SecurityNumbers.AppCodeStep / 2);
            var browser = own.NewBrowser();
            (await account.GivePasswordAsync(browser)).Expect(200);
            var code = await AuthenticatorApp.CodeAsync(account.AppSecret!, own.Now() + (steps * SecurityNumbers.AppCodeStep));

            var answer = await browser.PostAsync("/api/login/verify", new { code });

            ((int)answer.Status).ShouldBe(status, $"{steps} steps");
        }
    }

    [Fact]
    public async Task A_code_works_once_and_then_no_earlier_one_does()
    {
        var account = await AnAccount.WithAppAsync(own);
        own.Time.Advance(TimeSpan.FromMinutes(10));
        var browser = own.NewBrowser();
        var earlier = await AuthenticatorApp.CodeAsync(account.AppSecret!, own.Now() - SecurityNumbers.AppCodeStep);
        var code = await account.CodeAsync(browser);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200);

        var second = own.NewBrowser();
        (await account.GivePasswordAsync(second)).Expect(200);
        (await second.PostAsync("/api/login/verify", new { code })).Expect(403, "code-refused");
        (await second.PostAsync("/api/login/verify", new { code = earlier })).Expect(403, "code-refused");
        own.Time.Advance(SecurityNumbers.AppCodeStep);
        var next = await AuthenticatorApp.CodeAsync(account.AppSecret!, own.Now());
        (await second.PostAsync("/api/login/verify", new { code = next })).Expect(200);
    }

    [Fact]
    public async Task The_first_code_does_not_log_in_a_second_time()
    {
        var account = await AnAccount.WithAppAsync(own);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);

        (await browser.PostAsync("/api/login/verify", new { code })).Expect(403, "code-refused");
    }

    [Fact]
    public async Task Of_one_code_in_many_log_ins_at_once_one_gets_a_session()
    {
        var account = await AnAccount.WithAppAsync(own);
        own.Time.Advance(TimeSpan.FromMinutes(10));
        var browsers = Enumerable.Range(0, 3).Select(_ => own.NewBrowser()).ToList();
        foreach (var browser in browsers)
        {
            (await account.GivePasswordAsync(browser)).Expect(200);
        }

        var code = await AuthenticatorApp.CodeAsync(account.AppSecret!, own.Now());

        var answers = await Task.WhenAll(browsers.Select(browser => browser.PostAsync("/api/login/verify", new { code })));

        answers.Count(answer => (int)answer.Status == 200).ShouldBe(1);
        answers.ShouldAllBe(answer => (int)answer.Status < 500);
    }

    [Fact]
    public async Task The_secret_is_not_stored_as_it_is()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var secret = (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();
        var pending = await RowsAsync(account);
        (await account.VerifyFactorAsync("app", await AuthenticatorApp.CodeAsync(secret, own.Now()))).Expect(200);

        foreach (var row in (string[])[.. pending, .. await RowsAsync(account)])
        {
            row.ShouldNotContain(secret);
            row.ShouldNotContain(Convert.ToBase64String(OtpNet.Base32Encoding.ToBytes(secret)));
        }
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 403)]
    [InlineData(1, 403)]
    public async Task Setting_up_ends_after_ten_minutes(int seconds, int status)
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var secret = (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();

        own.Time.Advance(SecurityNumbers.EnrolmentLifetime + TimeSpan.FromSeconds(seconds));

        (await account.VerifyFactorAsync("app", await AuthenticatorApp.CodeAsync(secret, own.Now()))).Expect(status);
    }

    [Fact]
    public async Task Beginning_again_is_not_ended_by_the_purge_of_the_first_time()
    {
        own.AdvanceToNext(TimeSpan.FromHours(1));
        own.Time.Advance(TimeSpan.FromMinutes(40));
        var account = await AnAccount.WithoutFactorAsync(own);
        (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200);
        own.Time.Advance(TimeSpan.FromMinutes(15));
        var secret = (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();
        own.Time.Advance(TimeSpan.FromMinutes(6));

        await own.PurgeAsync(TestContext.Current.CancellationToken);

        (await account.VerifyFactorAsync("app", await AuthenticatorApp.CodeAsync(secret, own.Now()))).Expect(200);
    }

    private async Task<IReadOnlyList<string>> RowsAsync(AnAccount account) =>
        [.. (await own.RowsAsync("accounts", account.AccountId)).Select(row => row.GetString("Data") ?? "")];
}
