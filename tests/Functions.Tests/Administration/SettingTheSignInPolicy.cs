using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>The rules for logging in: who sets them, what they may be, and that nobody weakens them unseen.</summary>
public sealed class SettingTheSignInPolicy(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncDisposable
{
    private readonly OwnWorld own = clock.World;

    public async ValueTask DisposeAsync() => await own.SetAsync(SignInPolicy.Default);

    [Fact]
    public async Task A_change_counts_at_once_and_the_others_of_the_service_desk_are_told()
    {
        var desk = await own.LogInAsync();
        var colleague = await AnAccount.WithSmsAsync(own, Role.ServiceDesk);
        var staff = await AnAccount.WithSmsAsync(own, Role.Client);
        await UntilListedAsync(desk, colleague.Email);

        var mail = await own.NextMailAsync(colleague.Email, Mailing.SignInPolicyChanged, async () =>
            (await SetAsync(desk, "2027-03-01", emailAllowed: false, 7)).Expect(200)["secondFactorFrom"]!.GetValue<string>().ShouldBe("2027-03-01"));

        mail.Text!.ShouldContain("/admin/");
        var policy = (await colleague.Browser.GetAsync("/api/sign-in-policy")).Expect(200);
        policy["secondFactorFrom"]!.GetValue<string>().ShouldBe("2027-03-01");
        policy["emailAllowed"]!.GetValue<bool>().ShouldBeFalse();
        policy["rememberDays"]!.GetValue<int>().ShouldBe(7);
        policy["mailboxes"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe("Info");
        await own.HintsWorkedAsync();
        own.Mails(own.StaffLogIn.Email, Mailing.SignInPolicyChanged).ShouldBeEmpty();
        own.Mails(staff.Email, Mailing.SignInPolicyChanged).ShouldBeEmpty();

        (await SetAsync(desk, "2027-03-01", emailAllowed: false, 7)).Expect(200);
        await own.HintsWorkedAsync();
        own.Mails(colleague.Email, Mailing.SignInPolicyChanged).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_change_is_written_down_with_what_was_so_before()
    {
        var desk = await own.LogInAsync();
        var by = (await desk.GetAsync("/api/session")).Expect(200)["accountId"]!.GetValue<string>();
        var (entered, former) = (await ChangesByAsync(by), await FormerAsync());

        (await SetAsync(desk, "2027-03-01", emailAllowed: true, 30)).Expect(200);
        (await SetAsync(desk, null, emailAllowed: true, 0)).Expect(200);

        (await ChangesByAsync(by)).ShouldBe(entered + 2);
        (await FormerAsync()).ExceptBy(former.Keys, row => row.Key)
            .Select(row => row.Value.Contains("2027-03-01", StringComparison.Ordinal)).Order().ShouldBe([false, true]);
        (await desk.GetAsync("/api/sign-in-policy")).Expect(200)["secondFactorFrom"].ShouldBeNull();
    }

    [Theory]
    [InlineData("0001-01-01", 30, "secondFactorFrom")]
    [InlineData("2019-12-31", 30, "secondFactorFrom")]
    [InlineData("2100-01-01", 30, "secondFactorFrom")]
    [InlineData("2026-02-30", 30, "secondFactorFrom")]
    [InlineData("morgen", 30, "secondFactorFrom")]
    [InlineData("2027-01-01", -1, "rememberDays")]
    [InlineData("2027-01-01", 31, "rememberDays")]
    public async Task What_cannot_be_is_refused(string from, int rememberDays, string member) =>
        (await SetAsync(await own.LogInAsync(), from, emailAllowed: true, rememberDays)).Expect(400, "bad-input")["errors"]!.AsObject()
            .Select(error => error.Key).ShouldBe([member]);

    [Fact]
    public async Task Nobody_else_sees_or_sets_them()
    {
        var staff = await AnAccount.WithSmsAsync(own, Role.Client, Role.Guest);

        (await staff.Browser.GetAsync("/api/sign-in-policy")).Expect(404, "not-found");
        (await SetAsync(staff.Browser, null, emailAllowed: true, 30)).Expect(404, "not-found");
        (await own.NewBrowser().GetAsync("/api/sign-in-policy")).Expect(401, "not-signed-in");
    }

    private async Task<int> ChangesByAsync(string accountId) => (await own.AuditedAsync("organisation/organisation"))
        .Count(entry => entry.Event == "sign-in-policy-changed" && entry.Actor == accountId);

    private async Task<IReadOnlyDictionary<string, string>> FormerAsync() => (await own.RowsAsync("organisation", "organisation"))
        .Where(row => row.RowKey.StartsWith("former-sign-in-policy~", StringComparison.Ordinal))
        .ToDictionary(row => row.RowKey, row => row.GetString("Data")!, StringComparer.Ordinal);

    private static Task<ApiAnswer> SetAsync(ApiClient desk, string? secondFactorFrom, bool emailAllowed, int rememberDays) =>
        desk.PostAsync("/api/sign-in-policy", new { secondFactorFrom, emailAllowed, rememberDays, resetProof = "code" });

    private static Task UntilListedAsync(ApiClient desk, string email) => Waiting.UntilAsync("the colleague is listed", async () =>
        (await desk.SearchAccountsAsync(email)).Expect(200)["accounts"]!.AsArray().Count == 1);
}
