using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Changing the number, adding and removing factors, and who may: a recent log-in (A29, A30).</summary>
public sealed class ChangingFactors(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task The_old_number_stays_until_the_new_one_is_proved_and_is_told()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var (old, phone) = (account.Phone!, TestWorld.NewPhone());
        var code = await own.NextSmsCodeAsync(phone, async () =>
            (await account.Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(202));
        (await PhoneAsync(account)).ShouldBe("•••• ••" + old[^2..]);
        await account.LogInAsync();

        ApiAnswer changed = null!;
        var farewell = await own.NextMessageAsync(old, async () => changed = await account.VerifyFactorAsync("sms", code));

        changed.Expect(200)["recoveryCodes"].ShouldBeNull();
        (farewell.Kind, farewell.Text!.Contains("krijgt geen codes meer", StringComparison.Ordinal)).ShouldBe((InboxKind.Sms, true));
        (await PhoneAsync(account)).ShouldBe("•••• ••" + phone[^2..]);
        await Waiting.UntilAsync("the owner is told", () => own.Mails(account.Email, Mailing.FactorAdded).Count == 2);
        await (account with { Phone = phone }).LogInAsync();
    }

    [Fact]
    public async Task One_of_two_can_be_removed_and_the_last_one_not()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        await Waiting.UntilAsync("both are told", () => own.Mails(account.Email, Mailing.FactorAdded).Count == 2);

        var mail = await own.NextMailAsync(account.Email, Mailing.FactorRemoved, async () =>
            (await account.Browser.DeleteAsync("/api/account/factors/app")).Expect(200)["factors"]!.AsArray().Count.ShouldBe(1));

        mail.Text!.ShouldContain("authenticator-app");
        (await account.Browser.DeleteAsync("/api/account/factors/app")).Expect(200);
        (await account.Browser.DeleteAsync("/api/account/factors/sms")).Expect(409, "last-factor");
        (await account.Browser.DeleteAsync("/api/account/factors/recovery")).Expect(404);
        own.Mails(account.Email, Mailing.FactorRemoved).Count.ShouldBe(1);
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.FactorRemoved, account.AccountId, account.AccountId, times: 1);
        await (account with { AppSecret = null }).LogInAsync();
    }

    [Fact]
    public async Task Of_two_that_are_removed_at_once_one_stays()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();

        var answers = await Task.WhenAll(
            account.Browser.DeleteAsync("/api/account/factors/app"), account.Browser.DeleteAsync("/api/account/factors/sms"));

        answers.Select(answer => (int)answer.Status).ShouldBe([200, 409], ignoreOrder: true);
        (await account.Browser.GetAsync("/api/account")).Expect(200)["factors"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_removed_number_is_told_too()
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();

        (await own.NextMessageAsync(account.Phone!, async () => (await account.Browser.DeleteAsync("/api/account/factors/sms")).Expect(200)))
            .Text!.ShouldContain("krijgt geen codes meer");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task Five_minutes_after_the_log_in_sensitive_acts_ask_to_log_in_again(int seconds, bool again)
    {
        var account = await (await AnAccount.WithSmsAsync(own)).AddAppAsync();
        own.Time.Advance(TimeSpan.FromMinutes(1));
        await account.LogInAsync(account.Browser);

        own.Time.Advance(SecurityNumbers.RecentLogIn + TimeSpan.FromSeconds(seconds));

        foreach (var act in Sensitive(account.Browser))
        {
            ((await act()).Problem == "log-in-again").ShouldBe(again);
        }

        (await account.Browser.GetAsync("/api/account")).Expect(200);
        if (again)
        {
            await account.LogInAsync(account.Browser);
            (await account.Browser.PostAsync("/api/account/recovery-codes")).Expect(200);
        }
    }

    [Fact]
    public async Task A_remembered_device_must_log_in_for_them_and_stays_remembered()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = await account.LogInAsync(remember: true);
        browser.Cookies.Remove("__Host-session");
        (await browser.PostAsync("/api/login/resume")).Expect(200)["strength"]!.GetValue<string>().ShouldBe("remembered");

        foreach (var act in Sensitive(browser))
        {
            (await act()).Expect(403, "log-in-again");
        }

        await account.LogInAsync(browser);
        (await browser.PostAsync("/api/account/factors/app")).Expect(200);
        browser.Cookies.Remove("__Host-session");
        (await browser.PostAsync("/api/login/resume")).Expect(200);
    }

    [Fact]
    public async Task Logging_in_again_takes_the_place_of_the_session()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var before = account.Browser.Copy();

        await account.LogInAsync(account.Browser);

        (await before.GetAsync("/api/session")).Expect(401, "not-signed-in");
        (await account.Browser.GetAsync("/api/account")).Expect(200)["sessions"]!.AsArray().Count.ShouldBe(1);
    }

    private static IReadOnlyList<Func<Task<ApiAnswer>>> Sensitive(ApiClient browser) =>
    [
        () => browser.PostAsync("/api/account/factors/app"),
        () => browser.PostAsync("/api/account/factors/sms", new { phone = TestWorld.NewPhone() }),
        () => browser.PostAsync("/api/account/factors/email"),
        () => browser.PostAsync("/api/account/recovery-codes"),
        () => browser.DeleteAsync("/api/account/factors/app"),
    ];

    private static async Task<string?> PhoneAsync(AnAccount account) =>
        (await account.Browser.GetAsync("/api/account")).Expect(200)["phone"]?.GetValue<string>();
}
