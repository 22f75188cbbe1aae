using System.Globalization;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Maintenance;

/// <summary>
/// Who may still postpone a second factor around the date (T22-T25), to the second, and when summer time begins or ends
/// on the day before. No timer runs: nothing has to for the date to count.
/// </summary>
public sealed class GracePeriod : IAsyncLifetime
{
    private OwnWorld own = null!;

    public async ValueTask InitializeAsync() => own = await OwnWorld.StartAsync();

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Theory]
    [InlineData("2027-01-15", "2027-01-14T23:00:00Z")]
    [InlineData("2027-03-28", "2027-03-27T23:00:00Z")]
    [InlineData("2027-03-29", "2027-03-28T22:00:00Z")]
    [InlineData("2027-10-31", "2027-10-30T22:00:00Z")]
    [InlineData("2027-11-01", "2027-10-31T23:00:00Z")]
    public async Task A_session_that_was_postponed_ends_at_midnight_in_amsterdam(string date, string midnight)
    {
        var end = DateTimeOffset.Parse(midnight, CultureInfo.InvariantCulture);
        await own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = DateOnly.Parse(date, CultureInfo.InvariantCulture) });
        var account = await AnAccount.WithoutFactorAsync(own);

        own.AdvanceTo(end - TimeSpan.FromMinutes(10));
        var early = await PostponedAsync(account);
        own.AdvanceTo(end - TimeSpan.FromSeconds(1));
        var late = await PostponedAsync(account);
        var undecided = await LoggedInAsync(account);
        foreach (var browser in new[] { early, late })
        {
            var session = (await browser.GetAsync("/api/session")).Expect(200);
            session["usable"]!.GetValue<bool>().ShouldBeTrue();
            session["postponeUntil"]!.GetValue<DateTimeOffset>().ShouldBe(end);
            (await browser.PostAsync("/api/account/details", Details)).Expect(200);
        }

        foreach (var second in new[] { 0, 1 })
        {
            own.AdvanceTo(end + TimeSpan.FromSeconds(second));
            foreach (var browser in new[] { early, late, undecided, await LoggedInAsync(account) })
            {
                var session = (await browser.GetAsync("/api/session")).Expect(200);
                session["usable"]!.GetValue<bool>().ShouldBeFalse();
                session["postponeUntil"].ShouldBeNull();
                (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");
                (await browser.PostAsync("/api/account/details", Details)).Expect(403, "second-factor-required");
                (await browser.GetAsync("/api/account")).Expect(200);
            }
        }

        (await (account with { Browser = late }).AddSmsAsync()).RecoveryCodes.ShouldNotBeEmpty();
        (await late.PostAsync("/api/account/details", Details)).Expect(200);
    }

    [Fact]
    public async Task An_account_that_is_made_after_the_date_never_postpones()
    {
        await own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = DateOnly.FromDateTime(own.Now().UtcDateTime) });
        own.AdvanceToNext(TimeSpan.FromDays(1));

        var account = await AnAccount.WithoutFactorAsync(own);

        (await account.Browser.GetAsync("/api/session")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeFalse();
        (await account.Browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");
    }

    [Fact]
    public async Task A_password_reset_makes_it_no_longer()
    {
        var end = SignInPolicy.StartOf(new DateOnly(2027, 1, 15));
        await own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = new DateOnly(2027, 1, 15) });
        var account = await AnAccount.WithoutFactorAsync(own);
        own.AdvanceTo(end - TimeSpan.FromMinutes(10));
        var browser = own.NewBrowser();
        var step = (await (await PasswordLink.ForAsync(own, account.Email)).SetAsync("zes groene bakfietsen", browser)).Expect(200);
        step["session"]!["postponeUntil"]!.GetValue<DateTimeOffset>().ShouldBe(end);
        (await browser.PostAsync("/api/session/postpone")).Expect(200);

        own.AdvanceTo(end);

        (await browser.PostAsync("/api/account/details", Details)).Expect(403, "second-factor-required");
    }

    private static object Details => new { name = "Dirk Jansen", language = "nl", notices = new { newMessage = true } };

    private async Task<ApiClient> LoggedInAsync(AnAccount account)
    {
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        return browser;
    }

    private async Task<ApiClient> PostponedAsync(AnAccount account)
    {
        var browser = await LoggedInAsync(account);
        (await browser.PostAsync("/api/session/postpone")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();
        return browser;
    }
}
