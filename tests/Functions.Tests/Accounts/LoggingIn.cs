using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>A member of staff logs in: password, then a code by SMS (Z6-Z9).</summary>
public sealed class LoggingIn(SharedWorld world)
{
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
        var answer = await world.NewBrowser().PostAsync("/api/login", new { email = world.StaffLogIn.Email, password = world.StaffLogIn.Password });

        var cookie = answer.Expect(200).Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        cookie.ShouldStartWith("__host-login=");
        foreach (var flag in new[] { "secure", "httponly", "samesite=strict", "path=/" })
        {
            cookie.ShouldContain(flag);
        }

        cookie.ShouldNotContain("domain");
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_told_apart_by_nothing()
    {
        await using var own = await OwnWorld.StartAsync();
        await LogInAsync(own, TestWorld.NewEmail("nobody"), "warm up");
        var unknown = await LogInAsync(own, TestWorld.NewEmail("nobody"), "not the password");
        var wrong = await LogInAsync(own, own.StaffLogIn.Email, "not the password");

        unknown.Expect(403, "login-refused").Text.ShouldBe(wrong.Expect(403, "login-refused").Text);
        unknown.Headers.Select(header => header.Key).Order().ShouldBe(wrong.Headers.Select(header => header.Key).Order());
    }

    [Fact]
    public async Task Wrong_passwords_make_the_next_one_wait_but_not_for_good()
    {
        await using var own = await OwnWorld.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            (await LogInAsync(own, own.StaffLogIn.Email, "wrong")).Expect(403, "login-refused")["retryAt"].ShouldBeNull();
        }

        (await LogInAsync(own, own.StaffLogIn.Email, own.StaffLogIn.Password)).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
        own.Time.Advance(TimeSpan.FromSeconds(31));
        (await LogInAsync(own, own.StaffLogIn.Email, own.StaffLogIn.Password)).Expect(200);
    }

    [Fact]
    public async Task Of_two_hundred_wrong_codes_five_are_evaluated_and_then_the_right_one_is_too_late()
    {
        await using var own = await OwnWorld.StartAsync();
        var browser = own.NewBrowser();
        var code = await own.NextSmsCodeAsync(own.StaffLogIn.Phone, async () =>
            (await browser.PostAsync("/api/login", new { email = own.StaffLogIn.Email, password = own.StaffLogIn.Password })).Expect(200));
        var wrong = code == "000000" ? "111111" : "000000";

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => browser.Copy().PostAsync("/api/login/verify", new { code = wrong })));

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
        await using var own = await OwnWorld.StartAsync();
        var browser = own.NewBrowser();
        var code = await own.NextSmsCodeAsync(own.StaffLogIn.Phone, async () =>
            (await browser.PostAsync("/api/login", new { email = own.StaffLogIn.Email, password = own.StaffLogIn.Password })).Expect(200));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.Copy().PostAsync("/api/login/verify", new { code })));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");
    }

    [Fact]
    public async Task A_code_ends_after_five_minutes_and_a_session_after_half_an_hour_alone()
    {
        await using var own = await OwnWorld.StartAsync();
        var late = own.NewBrowser();
        var code = await own.NextSmsCodeAsync(own.StaffLogIn.Phone, async () =>
            (await late.PostAsync("/api/login", new { email = own.StaffLogIn.Email, password = own.StaffLogIn.Password })).Expect(200));
        own.Time.Advance(TimeSpan.FromMinutes(5));
        (await late.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");

        var browser = await own.LogInAsync();
        own.Time.Advance(TimeSpan.FromMinutes(29));
        (await browser.GetAsync("/api/session")).Expect(200);
        own.Time.Advance(TimeSpan.FromMinutes(31));
        (await browser.GetAsync("/api/session")).Expect(401, "not-signed-in");
    }

    private static Task<ApiAnswer> LogInAsync(TestWorld where, string email, string password) =>
        where.NewBrowser().PostAsync("/api/login", new { email, password });
}
