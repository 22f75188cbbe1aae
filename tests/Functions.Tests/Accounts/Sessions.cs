using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Audit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>The page with devices and sessions, and ending them (A32; ASVS V7.4, V7.5).</summary>
public sealed class Sessions(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Session = "__Host-session";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task The_list_shows_each_device_once_and_which_one_this_is()
    {
        var account = await AnAccount.WithSmsAsync(own);
        own.Time.Advance(TimeSpan.FromMinutes(5));
        var remembered = await account.LogInAsync(remember: true);
        remembered.Cookies.Remove(Session);
        (await remembered.PostAsync("/api/login/resume")).Expect(200);

        var sessions = await ListAsync(remembered);

        sessions.Count.ShouldBe(2);
        sessions.Single(session => session["isThis"]!.GetValue<bool>())["remembered"]!.GetValue<bool>().ShouldBeTrue();
        var other = sessions.Single(session => !session["isThis"]!.GetValue<bool>());
        other["remembered"]!.GetValue<bool>().ShouldBeFalse();
        other["createdAt"]!.GetValue<DateTimeOffset>().ShouldBeLessThan(own.Now());
        sessions.Select(session => Id(session)).ShouldBeUnique();
        (await ListAsync(account.Browser)).Single(session => session["isThis"]!.GetValue<bool>())["remembered"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_device_is_named_after_browser_and_system()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/login/verify")
        {
            Content = new StringContent($$"""{"code":"{{code}}"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Origin", browser.Origin);
        request.Headers.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        (await browser.SendAsync(request)).Expect(200);

        (await ListAsync(browser)).Single(session => session["isThis"]!.GetValue<bool>())["device"]!.GetValue<string>()
            .ShouldBe("Firefox · Windows");
    }

    [Fact]
    public async Task Each_can_be_ended()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var (plain, remembered) = (await account.LogInAsync(), await account.LogInAsync(remember: true));
        foreach (var session in (await ListAsync(account.Browser)).Where(session => !session["isThis"]!.GetValue<bool>()))
        {
            (await account.Browser.DeleteAsync($"/api/account/sessions/{Id(session)}")).Expect(200);
        }

        (await plain.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        var left = await ListAsync(account.Browser);
        left.Count.ShouldBe(1);
        (await account.Browser.DeleteAsync($"/api/account/sessions/{Id(left[0])}")).Expect(200);
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        await IsWrittenDownAsync(account, AccountEvents.SessionEnded, times: 3);
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var (one, other) = (await AnAccount.WithSmsAsync(own), await AnAccount.WithSmsAsync(own));
        var session = (await ListAsync(one.Browser)).Single();

        (await other.Browser.DeleteAsync($"/api/account/sessions/{Id(session)}")).Expect(200).Text.ShouldNotContain(Id(session));

        (await one.Browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task All_others_can_be_ended_at_once_and_this_one_stays_remembered()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var (other, remembered) = (await account.LogInAsync(), await account.LogInAsync(remember: true));
        var here = await account.LogInAsync(remember: true);
        var logIn = own.NewBrowser();
        var code = await account.CodeAsync(logIn);

        (await here.PostAsync("/api/account/sessions/end-others")).Expect(200)["sessions"]!.AsArray().Count.ShouldBe(1);

        (await here.IsSignedInAsync()).ShouldBeTrue();
        foreach (var browser in (ApiClient[])[account.Browser, other, remembered])
        {
            (await browser.IsSignedInAsync()).ShouldBeFalse();
            (await browser.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        }

        (await logIn.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");
        here.Cookies.Remove(Session);
        (await here.PostAsync("/api/login/resume")).Expect(200);
        await IsWrittenDownAsync(account, AccountEvents.SessionsEnded);
    }

    [Fact]
    public async Task Signing_out_ends_this_one_only()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var other = await account.LogInAsync();
        var kept = other.Copy();

        (await other.PostAsync("/api/sign-out")).Expect(204);

        (await kept.GetAsync("/api/session")).Expect(401, "not-signed-in");
        (await account.Browser.IsSignedInAsync()).ShouldBeTrue();
        (await other.PostAsync("/api/sign-out")).Expect(204);
        // With the password when it was set, and with a second factor, whose first code proved the number.
        await IsWrittenDownAsync(account, AccountEvents.LoggedIn, times: 2);
        await IsWrittenDownAsync(account, AccountEvents.LogInCodeSent, times: 2);
        await IsWrittenDownAsync(account, AccountEvents.LoggedOut);
    }

    [Fact]
    public async Task The_answer_tells_when_it_ends()
    {
        var account = await AnAccount.WithSmsAsync(own);
        own.Time.Advance(TimeSpan.FromMinutes(20));

        var session = (await account.Browser.GetAsync("/api/session")).Expect(200);

        session["idleEndsAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now() + SecurityNumbers.SessionIdle);
        session["expiresAt"]!.GetValue<DateTimeOffset>()
            .ShouldBe(own.Now() + SecurityNumbers.SessionLifetime - TimeSpan.FromMinutes(20));
    }

    private Task IsWrittenDownAsync(AnAccount account, AuditEvent what, int times = 1) =>
        own.IsWrittenDownAsync($"accounts/{account.AccountId}", what, account.AccountId, account.AccountId, times);

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(ApiClient browser) =>
        [.. (await browser.GetAsync("/api/account")).Expect(200)["sessions"]!.AsArray().Select(session => session!)];

    private static string Id(JsonNode session) => session["sessionId"]!.GetValue<string>();
}
