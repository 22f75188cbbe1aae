using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Tests;

namespace Zegel.Functions.Tests.World;

/// <summary>
/// Somebody with an account, made over HTTP the way a person does: invitation, password, second factor. Holds what the
/// person knows and has; <see cref="Browser"/> is signed in.
/// </summary>
public sealed record AnAccount(TestWorld World, string AccountId, string Email, ApiClient Browser)
{
    /// <summary>What everybody's password is, unless a test sets another one.</summary>
    public const string UsualPassword = "vijf blauwe fietsen";

    public string Password { get; init; } = UsualPassword;

    /// <summary>The number that gets codes; null without that factor.</summary>
    public string? Phone { get; init; }

    /// <summary>What the authenticator app keeps, in base32; null without that factor.</summary>
    public string? AppSecret { get; init; }

    /// <summary>What was shown with the first factor.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>An account with a password only; its session may do no more than choose a second factor.</summary>
    public static async Task<AnAccount> WithoutFactorAsync(TestWorld world, params IReadOnlyList<Role> roles)
    {
        var link = await (await Invited.MakeAsync(world, roles)).PasswordLinkAsync();
        var browser = world.NewBrowser();
        (await link.SetAsync(UsualPassword, browser, "Dirk Jansen")).Expect(200);
        return new AnAccount(world, link.AccountId, link.Email, browser);
    }

    /// <summary>An account with codes by SMS.</summary>
    public static async Task<AnAccount> WithSmsAsync(TestWorld world, params IReadOnlyList<Role> roles) =>
        await (await WithoutFactorAsync(world, roles)).AddSmsAsync();

    /// <summary>An account with an authenticator app.</summary>
    public static async Task<AnAccount> WithAppAsync(TestWorld world) => await (await WithoutFactorAsync(world)).AddAppAsync();

    /// <summary>An account with codes by mail.</summary>
    public static async Task<AnAccount> WithEmailAsync(TestWorld world)
    {
        var account = await WithoutFactorAsync(world);
        var code = Mailing.CodeIn(await world.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));
        return account.Activated(await account.VerifyFactorAsync("email", code));
    }

    /// <summary>Adds codes by SMS, or changes the number.</summary>
    public async Task<AnAccount> AddSmsAsync(string? phone = null)
    {
        phone ??= TestWorld.NewPhone();
        var code = await World.NextSmsCodeAsync(
            phone, async () => (await Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(202));
        return Activated(await VerifyFactorAsync("sms", code)) with { Phone = phone };
    }

    /// <summary>Adds an authenticator app.</summary>
    public async Task<AnAccount> AddAppAsync()
    {
        var secret = (await Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>();
        var code = await AuthenticatorApp.CodeAsync(secret, World.Now());
        return Activated(await VerifyFactorAsync("app", code)) with { AppSecret = secret };
    }

    /// <summary>Types the first code of a factor that is being set up.</summary>
    public Task<ApiAnswer> VerifyFactorAsync(string method, string code) =>
        Browser.PostAsync($"/api/account/factors/{method}/verify", new { code });

    /// <summary>Gives address and password.</summary>
    public Task<ApiAnswer> GivePasswordAsync(ApiClient browser) =>
        browser.PostAsync("/api/login", new { email = Email, password = Password });

    /// <summary>Gives address and password; returns the code that completes the log-in.</summary>
    public async Task<string> CodeAsync(ApiClient browser)
    {
        async Task ActAsync() => (await GivePasswordAsync(browser)).Expect(200)["next"]!.GetValue<string>().ShouldBe("code");
        if (AppSecret is not null)
        {
            await ActAsync();
            return await AuthenticatorApp.CodeAsync(AppSecret, World.Now());
        }

        if (Phone is not null)
        {
            await ActAsync();
            return await LogInSmsAsync(browser);
        }

        return Mailing.CodeIn(await World.NextMailAsync(Email, Mailing.LogInCode, ActAsync));
    }

    /// <summary>
    /// The code by SMS of the log-in that this browser began. Setting a password begins one too, whose SMS may come later:
    /// so it is waited for by what it says, not by being the next.
    /// </summary>
    private async Task<string> LogInSmsAsync(ApiClient browser)
    {
        var services = World.Cloud.Services;
        var cookie = browser.Cookies["__Host-login"];
        var account = await services.GetRequiredService<AccountStore>().FindAsync(
            SessionStore.AccountOf(cookie)!.Value, Tokens.Hash(cookie), TestContext.Current.CancellationToken);
        var code = account!.Proof!.Value.CodeOf(services.GetRequiredService<RootSecret>());
        await Waiting.UntilAsync(
            "the code by SMS", () => World.Inbox.To(Phone!).Any(sms => sms.Text!.Contains(code, StringComparison.Ordinal)));
        return code;
    }

    /// <summary>Logs in completely.</summary>
    public async Task<ApiClient> LogInAsync(ApiClient? browser = null, bool remember = false)
    {
        browser ??= World.NewBrowser();
        var code = await CodeAsync(browser);
        (await browser.PostAsync("/api/login/verify", new { code, remember })).Expect(200)["next"]!.GetValue<string>().ShouldBe("done");
        return browser;
    }

    private AnAccount Activated(ApiAnswer answer) =>
        answer.Expect(200)["recoveryCodes"] is { } codes
            ? this with { RecoveryCodes = [.. codes.AsArray().Select(code => code!.GetValue<string>())] }
            : this;
}

/// <summary>A world's clock and rules about logging in.</summary>
public static class SigningIn
{
    /// <summary>What time it is there.</summary>
    public static DateTimeOffset Now(this TestWorld world) => world.Cloud.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Sets the organisation's rules; only in a world of the test's own.</summary>
    public static Task SetAsync(this OwnWorld world, SignInPolicy policy) =>
        world.Cloud.Services.GetRequiredService<SignInPolicyStore>().SetAsync(policy, Xunit.TestContext.Current.CancellationToken);

    /// <summary>Whether the browser is signed in.</summary>
    public static async Task<bool> IsSignedInAsync(this ApiClient browser) =>
        (await browser.GetAsync("/api/session")).Status == System.Net.HttpStatusCode.OK;
}
