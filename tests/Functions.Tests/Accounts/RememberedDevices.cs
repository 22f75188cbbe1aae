using System.Globalization;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>"Onthoud mij": a device that stays signed in, and what shows that it was copied (Z7).</summary>
public sealed class RememberedDevices(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncDisposable
{
    private const string Remember = "__Host-remember";
    private const string Session = "__Host-session";
    private const string Device = "__Host-device";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task It_is_remembered_only_when_that_was_asked()
    {
        var account = await AnAccount.WithSmsAsync(own);
        (await account.LogInAsync()).Cookies.ShouldNotContainKey(Remember);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);

        var answer = (await browser.PostAsync("/api/login/verify", new { code, remember = true })).Expect(200);

        answer["mayRemember"]!.GetValue<int>().ShouldBe((int)SecurityNumbers.RememberLifetime.TotalDays);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        ExpiresOf(cookies, Remember).ShouldNotBeNull().ShouldBe(own.Now() + SecurityNumbers.RememberLifetime, TimeSpan.FromSeconds(1));
        ExpiresOf(cookies, Session).ShouldBeNull();
        var flags = cookies.Single(cookie => cookie.StartsWith(Remember, StringComparison.Ordinal)).ToLowerInvariant();
        flags.ShouldContain("secure");
        flags.ShouldContain("httponly");
        flags.ShouldContain("samesite=strict");
        (await browser.GetAsync("/api/account")).Expect(200)["sessions"]!.AsArray()
            .Count(session => session!["remembered"]!.GetValue<bool>() && session["isThis"]!.GetValue<bool>()).ShouldBe(1);
    }

    [Fact]
    public async Task It_makes_a_session_and_its_cookie_changes_at_every_use()
    {
        var (email, password, phone) = own.StaffLogIn;
        var browser = await new AnAccount(own, "", email, own.NewBrowser()) { Password = password, Phone = phone }.LogInAsync(remember: true);
        var created = own.Now();
        var seen = new HashSet<string>(StringComparer.Ordinal) { browser.Cookies[Remember] };
        for (var day = 0; day < 3; day++)
        {
            own.Time.Advance(TimeSpan.FromDays(1));
            (await browser.GetAsync("/api/session")).Expect(401, "not-signed-in");

            var resumed = (await browser.PostAsync("/api/login/resume")).Expect(200);

            (resumed["strength"]!.GetValue<string>(), resumed["usable"]!.GetValue<bool>()).ShouldBe(("remembered", true));
            seen.Add(browser.Cookies[Remember]).ShouldBeTrue();
            ExpiresOf(resumed.Headers.GetValues("Set-Cookie"), Remember)!.Value
                .ShouldBe(created + SecurityNumbers.RememberLifetime, TimeSpan.FromSeconds(1));
        }

        var mailboxId = (await browser.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        (await browser.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(200);
        (await browser.PostAsync("/api/account/recovery-codes")).Expect(403, "log-in-again");
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 401)]
    public async Task It_ends_after_thirty_days_however_often_it_was_used(int seconds, int status)
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = await account.LogInAsync(remember: true);
        var end = own.Now() + SecurityNumbers.RememberLifetime;
        own.Time.Advance(TimeSpan.FromDays(20));
        (await browser.PostAsync("/api/login/resume")).Expect(200);

        own.AdvanceTo(end.AddSeconds(seconds));

        (await browser.PostAsync("/api/login/resume")).Expect(status);
    }

    [Fact]
    public async Task The_organisation_makes_it_shorter_or_forbids_it()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = await account.LogInAsync(remember: true);
        own.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await own.SetAsync(SignInPolicy.Default with { RememberDays = 7 });
        (await browser.PostAsync("/api/login/resume")).Expect(200);
        own.Time.Advance(TimeSpan.FromSeconds(1));
        (await browser.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");

        await own.SetAsync(SignInPolicy.Default with { RememberDays = 0 });
        var other = await account.LogInAsync(remember: true);
        other.Cookies.ShouldNotContainKey(Remember);
        (await other.GetAsync("/api/account")).Expect(200)["rememberDays"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Two_tabs_at_once_are_both_signed_in()
    {
        var browser = await RememberedAsync();
        ApiClient[] tabs = [browser.Copy(), browser.Copy(), browser.Copy()];

        var answers = await Task.WhenAll(tabs.Select(tab => tab.PostAsync("/api/login/resume")));

        answers.ShouldAllBe(answer => (int)answer.Status == 200);
        foreach (var tab in tabs)
        {
            (await tab.IsSignedInAsync()).ShouldBeTrue();
        }

        // One of the answers brought the new token, which is the one the browser has in the end.
        var kept = tabs.Single(tab => tab.Cookies[Remember] != browser.Cookies[Remember]);
        own.Time.Advance(TimeSpan.FromHours(1));
        (await kept.PostAsync("/api/login/resume")).Expect(200);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 401)]
    public async Task The_former_token_is_taken_for_ten_seconds(int seconds, int status)
    {
        var browser = await RememberedAsync();
        var former = browser.Copy();
        (await browser.PostAsync("/api/login/resume")).Expect(200);

        own.Time.Advance(SecurityNumbers.RememberOverlap + TimeSpan.FromSeconds(seconds));

        (await former.PostAsync("/api/login/resume")).Expect(status);
    }

    [Fact]
    public async Task An_answer_that_was_lost_ends_this_device_only()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var elsewhere = await account.LogInAsync(remember: true);
        var browser = await account.LogInAsync(remember: true);
        browser.Cookies.Remove(Session);
        var lost = browser.Copy();
        (await lost.PostAsync("/api/login/resume")).Expect(200);
        own.Time.Advance(TimeSpan.FromMinutes(1));

        await own.NextMailAsync(account.Email, Mailing.DeviceCopied, async () =>
            (await browser.PostAsync("/api/login/resume")).Expect(401, "not-signed-in"));

        browser.Cookies.ShouldNotContainKey(Remember);
        (await lost.IsSignedInAsync()).ShouldBeFalse();
        (await lost.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        (await elsewhere.IsSignedInAsync()).ShouldBeTrue();
        (await elsewhere.PostAsync("/api/login/resume")).Expect(200);
        own.Mails(account.Email, Mailing.DeviceCopied).Count.ShouldBe(1);
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.DeviceCopied, account.AccountId, account.AccountId, times: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copied_cookie_ends_everything_whoever_comes_first(bool thiefFirst)
    {
        var account = await AnAccount.WithSmsAsync(own);
        var elsewhere = await account.LogInAsync(remember: true);
        var owner = await account.LogInAsync(remember: true);
        owner.Cookies.Remove(Session);
        // The thief has the one cookie; the owner's browser used it twice meanwhile, or uses it after the thief did.
        var thief = own.NewBrowser();
        thief.Cookies[Remember] = owner.Cookies[Remember];
        var (first, second) = thiefFirst ? (thief, owner) : (owner, thief);
        for (var use = 0; use < 2; use++)
        {
            (await first.PostAsync("/api/login/resume")).Expect(200);
            own.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await own.NextMailAsync(account.Email, Mailing.DeviceCopied, async () =>
            (await second.PostAsync("/api/login/resume")).Expect(401, "not-signed-in"));

        foreach (var browser in (ApiClient[])[first, second, elsewhere, account.Browser])
        {
            (await browser.IsSignedInAsync()).ShouldBeFalse();
            (await browser.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
        }

        own.Mails(account.Email, Mailing.DeviceCopied).Count.ShouldBe(1);
        (await account.LogInAsync()).Cookies.ShouldContainKey(Session);
    }

    [Fact]
    public async Task The_former_token_from_another_browser_is_a_copy()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var owner = await account.LogInAsync(remember: true);
        var thief = own.NewBrowser();
        thief.Cookies[Remember] = owner.Cookies[Remember];
        (await owner.PostAsync("/api/login/resume")).Expect(200);
        own.Time.Advance(TimeSpan.FromMinutes(1));

        await own.NextMailAsync(account.Email, Mailing.DeviceCopied, async () =>
            (await thief.PostAsync("/api/login/resume")).Expect(401, "not-signed-in"));

        (await owner.IsSignedInAsync()).ShouldBeFalse();
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.DeviceCopied, account.AccountId, account.AccountId, times: 1);
        // With the password when it was set, with the second factor, and by what the owner's browser remembers.
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.LoggedIn, account.AccountId, account.AccountId, times: 3);
    }

    [Fact]
    public async Task Signing_out_ends_it_on_the_server()
    {
        var browser = await RememberedAsync();
        (await browser.PostAsync("/api/login/resume")).Expect(200);
        var kept = browser.Copy();

        (await browser.PostAsync("/api/sign-out")).Expect(204);

        browser.Cookies.ShouldNotContainKey(Remember);
        (await kept.IsSignedInAsync()).ShouldBeFalse();
        (await kept.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task Remembering_again_leaves_one_device_and_not_two()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = await account.LogInAsync(remember: true);
        var before = browser.Copy();

        await account.LogInAsync(browser, remember: true);

        (await browser.GetAsync("/api/account")).Expect(200)["sessions"]!.AsArray()
            .Count(session => session!["remembered"]!.GetValue<bool>()).ShouldBe(1);
        (await before.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task Somebody_elses_log_in_in_the_browser_ends_it()
    {
        var browser = await RememberedAsync();
        var before = browser.Copy();
        var other = await AnAccount.WithSmsAsync(own);

        await other.LogInAsync(browser);

        browser.Cookies.ShouldNotContainKey(Remember);
        (await before.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await own.SetAsync(SignInPolicy.Default);

    /// <summary>A browser that is remembered, and whose session is over.</summary>
    private async Task<ApiClient> RememberedAsync()
    {
        var browser = await (await AnAccount.WithSmsAsync(own)).LogInAsync(remember: true);
        browser.Cookies.ShouldContainKey(Device);
        browser.Cookies.Remove(Session);
        return browser;
    }

    private static DateTimeOffset? ExpiresOf(IEnumerable<string> cookies, string name)
    {
        var parts = cookies.Single(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal)).Split(';', StringSplitOptions.TrimEntries);
        var expires = parts.FirstOrDefault(part => part.StartsWith("expires=", StringComparison.OrdinalIgnoreCase));
        return expires is null ? null : DateTimeOffset.Parse(expires[8..], CultureInfo.InvariantCulture);
    }
}
