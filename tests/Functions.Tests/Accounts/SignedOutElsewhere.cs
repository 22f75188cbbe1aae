using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Whoever takes a way to log in away is signed out everywhere else by it; whoever adds one may ask that.</summary>
public sealed class SignedOutElsewhere(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncDisposable
{
    private const string Session = "__Host-session";

    private readonly OwnWorld own = clock.World;

    [Theory]
    [InlineData("app removed")]
    [InlineData("passkey removed")]
    [InlineData("recovery codes")]
    [InlineData("another number")]
    [InlineData("another app")]
    public async Task Taking_a_way_in_away_ends_what_is_signed_in_and_remembered_elsewhere(string act)
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        (await account.AddPasskeyAsync(own.NewDevice())).Expect(200);
        own.Time.Advance(TimeSpan.FromMinutes(1));
        var elsewhere = await account.LogInAsync(remember: true);
        own.Time.Advance(TimeSpan.FromMinutes(1));
        var here = await account.LogInAsync(remember: true);
        own.Time.Advance(TimeSpan.FromMinutes(1));
        var half = own.NewBrowser();
        (await account.GivePasswordAsync(half)).Expect(200);

        await ActAsync(act, account with { Browser = here });

        (await elsewhere.IsSignedInAsync()).ShouldBeFalse();
        (await elsewhere.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await half.PostAsync("/api/login/verify", new { code = account.RecoveryCodes[0] })).Expect(401, "login-expired");
        (await here.GetAsync("/api/account")).Expect(200)["sessions"]!.AsArray().Single()!["isThis"]!.GetValue<bool>().ShouldBeTrue();
        here.Cookies.Remove(Session);
        (await here.PostAsync("/api/login/resume")).Expect(200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Adding_one_signs_out_elsewhere_when_that_is_asked(bool endOthers)
    {
        var account = await AnAccount.WithSmsAsync(own);
        var elsewhere = await account.LogInAsync(remember: true);
        var secret = (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();
        var code = await AuthenticatorApp.CodeAsync(secret, own.Now());

        (await account.Browser.PostAsync("/api/account/factors/app/verify", new { code, endOthers })).Expect(200);

        (await elsewhere.IsSignedInAsync()).ShouldBe(!endOthers);
        (await account.Browser.IsSignedInAsync()).ShouldBeTrue();
        var options = await account.BeginPasskeyAsync();
        (await account.Browser.PostAsync("/api/account/passkeys", new { name = "Laptop", credential = own.NewDevice().Make(options), endOthers })).Expect(200);
        elsewhere.Cookies.Remove(Session);
        (await elsewhere.PostAsync("/api/login/resume")).Expect(endOthers ? 401 : 200);
        (await account.Browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_remembered_device_that_may_be_remembered_no_longer_ends_at_the_next_request(int days, bool isAlive)
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = await account.LogInAsync(remember: true);
        own.Time.Advance(TimeSpan.FromDays(1));
        (await browser.PostAsync("/api/login/resume")).Expect(200);
        (await browser.IsSignedInAsync()).ShouldBeTrue();

        await own.SetAsync(SignInPolicy.Default with { RememberDays = days });

        (await browser.IsSignedInAsync()).ShouldBe(isAlive);
        if (isAlive)
        {
            // Also one that was made while it was allowed, at the moment it is allowed no longer.
            own.Time.Advance(SecurityNumbers.SessionIdle / 2);
            (await browser.PostAsync("/api/login/resume")).Expect(200);
            await own.SetAsync(SignInPolicy.Default with { RememberDays = 1 });
            (await browser.IsSignedInAsync()).ShouldBeFalse();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await own.SetAsync(SignInPolicy.Default);

    private static async Task ActAsync(string act, AnAccount account)
    {
        switch (act)
        {
            case "app removed":
                (await account.Browser.DeleteAsync("/api/account/factors/app")).Expect(200);
                break;
            case "passkey removed":
                (await account.Browser.DeleteAsync("/api/account/passkeys/" + await account.PasskeyIdAsync())).Expect(200);
                break;
            case "recovery codes":
                (await account.Browser.PostAsync("/api/account/recovery-codes")).Expect(200);
                break;
            case "another number":
                await account.AddSmsAsync();
                break;
            default:
                await account.AddAppAsync();
                break;
        }
    }
}
