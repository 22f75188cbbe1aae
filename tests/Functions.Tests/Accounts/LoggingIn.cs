using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>A member of staff logs in: password, then a code by SMS (Z6-Z9).</summary>
public sealed class LoggingIn(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_session_is_a_strict_host_cookie_and_ends_on_the_server()
    {
        var browser = await world.LogInAsync();
        (await browser.GetAsync("/api/session")).Expect(200)["email"]!.GetValue<string>().ShouldBe(world.StaffLogIn.Email);
        var kept = browser.Copy();

        var ended = await browser.PostAsync("/api/sign-out");

        ended.Expect(204).Headers.GetValues("Clear-Site-Data").Single().ShouldContain("storage");
        (await kept.GetAsync("/api/session")).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task Cookies_are_host_only_secure_strict_and_unreadable_for_script()
    {
        var own = clock.World;
        var (email, password, phone) = own.StaffLogIn;
        ApiAnswer answer = null!;
        // The SMS is waited for, so that it does not come to another test.
        await own.NextMessageAsync(
            phone, async () => answer = (await own.NewBrowser().PostAsync("/api/login", new { email, password })).Expect(200));

        var cookie = answer.Expect(200).Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        cookie.ShouldStartWith("__host-login=");
        foreach (var flag in new[] { "secure", "httponly", "samesite=strict", "path=/" })
        {
            cookie.ShouldContain(flag);
        }

        cookie.ShouldNotContain("domain");
    }

    [Fact]
    public async Task A_password_is_kept_as_210000_rounds_of_PBKDF2_with_HMAC_SHA512()
    {
        var (account, _, _) = await world.Cloud.Services.GetRequiredService<AccountStore>().FindByEmailAsync(world.StaffLogIn.Email, Cancel);

        // Identity's third form: the version, then the function and the rounds, most significant byte first.
        var kept = Convert.FromBase64String(account!.Credentials.Value.PasswordHash!);
        kept[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(kept.AsSpan(1)).ShouldBe((uint)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.ReadUInt32BigEndian(kept.AsSpan(5)).ShouldBe((uint)SecurityNumbers.PasswordIterations);
    }

    [Fact]
    public async Task Wrong_passwords_make_the_next_one_wait_but_not_for_good()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromDays(1));
        for (var i = 0; i < SecurityNumbers.WrongPasswordsBeforeShortWait; i++)
        {
            (await LogInAsync(own, own.StaffLogIn.Email, "wrong")).Expect(403, "login-refused")["retryAt"].ShouldBeNull();
        }

        (await LogInAsync(own, own.StaffLogIn.Email, own.StaffLogIn.Password)).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
        own.Time.Advance(SecurityNumbers.ShortPasswordWait);
        await CodeAsync(own, own.NewBrowser());
    }

    [Fact]
    public async Task Of_two_hundred_wrong_codes_five_are_evaluated_and_then_the_right_one_is_too_late()
    {
        var own = clock.World;
        var browser = own.NewBrowser();
        var code = await CodeAsync(own, browser);
        var wrong = code == "000000" ? "111111" : "000000";

        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(_ => browser.Copy().PostAsync("/api/login/verify", new { code = wrong })));

        answers.Count(answer => answer.Problem == "code-refused").ShouldBeInRange(1, 5);
        answers.ShouldAllBe(answer => answer.Status != HttpStatusCode.OK && (int)answer.Status < 500);
        for (var i = 0; i < 5; i++)
        {
            await browser.Copy().PostAsync("/api/login/verify", new { code = wrong });
        }

        (await browser.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");
    }

    [Fact]
    public async Task Of_many_right_codes_at_once_one_gets_a_session_and_a_replay_none()
    {
        var own = clock.World;
        var browser = own.NewBrowser();
        var code = await CodeAsync(own, browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => browser.Copy().PostAsync("/api/login/verify", new { code })));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");
    }

    [Fact]
    public async Task Of_many_right_passwords_at_once_each_gets_its_own_code_and_is_counted_once()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var account = await AnAccount.WithSmsAsync(own);
        var before = own.Inbox.To(account.Phone!).Count;
        var browsers = Enumerable.Range(0, 8).Select(_ => own.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(account.GivePasswordAsync));

        foreach (var answer in answers)
        {
            answer.Expect(200)["next"]!.GetValue<string>().ShouldBe("code");
        }

        await Waiting.UntilAsync("every code is sent", () => own.Inbox.To(account.Phone!).Count == before + browsers.Count);
        browsers.Select(browser => browser.Cookies["__Host-login"]).Distinct().Count().ShouldBe(browsers.Count);
        var limit = new Limit("log-in-code-day", account.AccountId, SecurityNumbers.LogInCodesPerDay, TimeSpan.FromDays(1));
        (await own.Cloud.Services.GetRequiredService<Throttle>().TakenAsync(limit, Cancel)).ShouldBe(browsers.Count);
    }

    [Fact]
    public async Task An_account_that_changed_meanwhile_is_judged_as_it_is_stored_now()
    {
        var own = clock.World;
        var account = await AnAccount.WithoutFactorAsync(own);
        var store = own.Cloud.Services.GetRequiredService<AccountStore>();
        var read = (await store.FindAsync(AccountId.From(account.AccountId), null, Cancel))!;
        var moved = read.Change(own.Now());
        moved.EndSessions();
        (await store.TrySaveAsync(moved, Cancel)).ShouldBeTrue();

        var after = await own.Cloud.Services.GetRequiredService<LogInSteps>().AfterPasswordAsync(
            new DefaultHttpContext().Request,
            read,
            current => current.Head.Value.Generation == read.Head.Value.Generation ? current.Change(own.Now()) : null,
            Cancel);

        after.IsRefused(out var problem, out _).ShouldBeTrue();
        problem.ShouldBeOfType<ChangedMeanwhile>();
    }

    [Fact]
    public async Task After_ten_wrong_codes_in_an_hour_codes_are_refused_until_it_has_passed()
    {
        var own = clock.World;
        var account = await AnAccount.WithSmsAsync(own);
        var first = own.Now();
        for (var wrong = 0; wrong < SecurityNumbers.WrongLogInCodesPerHour;)
        {
            var guessing = own.NewBrowser();
            await account.CodeAsync(guessing);
            for (var i = 0; i < SecurityNumbers.TriesPerChallenge; i++, wrong++)
            {
                (await guessing.PostAsync("/api/login/verify", new { code = "000000" })).Expect(403, "code-refused");
            }
        }

        (await account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused")["retryAt"]!
            .GetValue<DateTimeOffset>().ShouldBe(first + TimeSpan.FromHours(1));
        own.AdvanceTo(first + TimeSpan.FromHours(1));
        var browser = await account.LogInAsync();

        browser.Cookies.ShouldNotContainKey("__Host-login");
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 401)]
    [InlineData(1, 401)]
    public async Task A_code_ends_after_five_minutes(int seconds, int status)
    {
        var own = clock.World;
        var browser = own.NewBrowser();
        var code = await CodeAsync(own, browser);

        own.Time.Advance(SecurityNumbers.LogInLifetime + TimeSpan.FromSeconds(seconds));

        (await browser.PostAsync("/api/login/verify", new { code })).Expect(status);
    }

    [Fact]
    public async Task The_same_code_is_sent_again_and_its_tries_are_not_counted_anew()
    {
        var own = clock.World;
        var browser = own.NewBrowser();
        var code = await CodeAsync(own, browser);
        (await browser.PostAsync("/api/login/verify", new { code = "000000" })).Expect(403, "code-refused");
        (await browser.PostAsync("/api/login/code")).Expect(429, "too-many-requests");
        own.Time.Advance(SecurityNumbers.WaitsBeforeResend[0]);

        var again = await own.NextSmsCodeAsync(own.StaffLogIn.Phone, async () => (await browser.PostAsync("/api/login/code")).Expect(202));

        again.ShouldBe(code);
        (await browser.PostAsync("/api/login/verify", new { code = "000000" })).Expect(403, "code-refused")["triesLeft"]!
            .GetValue<int>().ShouldBe(3);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200);
    }

    [Fact]
    public async Task A_code_works_only_in_the_browser_that_gave_the_password()
    {
        var own = clock.World;
        var (browser, other) = (own.NewBrowser(), own.NewBrowser());
        var code = await CodeAsync(own, browser);
        (await other.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");
        await CodeAsync(own, other);

        (await other.PostAsync("/api/login/verify", new { code })).Expect(403, "code-refused");
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_alone()
    {
        var own = clock.World;
        var browser = await own.LogInAsync();

        own.Time.Advance(SecurityNumbers.SessionIdle - TimeSpan.FromSeconds(1));
        (await browser.GetAsync("/api/session")).Expect(200);
        own.Time.Advance(SecurityNumbers.SessionIdle);

        (await browser.GetAsync("/api/session")).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        var own = clock.World;
        var browser = await own.LogInAsync();
        var end = (await browser.GetAsync("/api/session")).Expect(200)["expiresAt"]!.GetValue<DateTimeOffset>();
        end.ShouldBe(own.Time.GetUtcNow() + SecurityNumbers.SessionLifetime);
        while (own.Time.GetUtcNow().AddMinutes(29) < end)
        {
            own.Time.Advance(TimeSpan.FromMinutes(29));
            (await browser.GetAsync("/api/session")).Expect(200);
        }

        own.AdvanceTo(end);
        (await browser.GetAsync("/api/session")).Expect(401, "not-signed-in");
    }

    private static Task<string> CodeAsync(TestWorld where, ApiClient browser)
    {
        var (email, password, phone) = where.StaffLogIn;
        return where.NextSmsCodeAsync(
            phone, async () => (await browser.PostAsync("/api/login", new { email, password })).Expect(200));
    }

    private static Task<ApiAnswer> LogInAsync(TestWorld where, string email, string password) =>
        where.NewBrowser().PostAsync("/api/login", new { email, password });
}
