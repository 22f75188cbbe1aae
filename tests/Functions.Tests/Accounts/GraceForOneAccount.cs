using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Postponing the second factor until the organisation's date, seen from one account (T22-T25).</summary>
public sealed class GraceForOneAccount(GraceForOneAccount.WithoutTimer clock)
    : IClassFixture<GraceForOneAccount.WithoutTimer>, IAsyncDisposable
{
    private readonly OwnWorld own = clock.World;

    /// <summary>A world in which nothing ends sessions at the date: who is let in does not hang on the timer.</summary>
    public sealed class WithoutTimer : IAsyncLifetime
    {
        public OwnWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await OwnWorld.StartAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }

    [Fact]
    public async Task Postponing_lets_in_and_is_asked_at_every_log_in()
    {
        var end = await AllowUntilInDaysAsync(30);
        var account = await AnAccount.WithoutFactorAsync(own);
        var before = (await account.Browser.GetAsync("/api/session")).Expect(200);
        (before["usable"]!.GetValue<bool>(), before["postponeUntil"]!.GetValue<DateTimeOffset>()).ShouldBe((false, end));
        (await account.Browser.PostAsync("/api/account/details", Details)).Expect(403, "second-factor-required");

        (await account.Browser.PostAsync("/api/session/postpone")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();

        await own.IsWrittenDownAsync(
            $"accounts/{account.AccountId}", AccountEvents.SecondFactorPostponed, account.AccountId, account.AccountId, times: 1);
        (await account.Browser.PostAsync("/api/account/details", Details)).Expect(200);
        var again = own.NewBrowser();
        (await account.GivePasswordAsync(again)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        (await again.PostAsync("/api/account/details", Details)).Expect(403, "second-factor-required");
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task At_the_date_only_choosing_is_left_in_every_session(int seconds, bool usable)
    {
        var end = await AllowUntilInDaysAsync(10);
        own.AdvanceTo(end.AddMinutes(-4));
        var account = await AnAccount.WithoutFactorAsync(own);
        var fresh = own.NewBrowser();
        (await account.GivePasswordAsync(fresh)).Expect(200);
        (await account.Browser.PostAsync("/api/session/postpone")).Expect(200);

        own.AdvanceTo(end.AddSeconds(seconds));

        var session = (await account.Browser.GetAsync("/api/session")).Expect(200);
        session["usable"]!.GetValue<bool>().ShouldBe(usable);
        (session["postponeUntil"]?.GetValue<DateTimeOffset>() == end).ShouldBe(usable);
        (await account.Browser.PostAsync("/api/account/details", Details)).Expect(usable ? 200 : 403);
        (await fresh.PostAsync("/api/session/postpone")).Expect(usable ? 200 : 403);
        (await account.Browser.GetAsync("/api/account")).Expect(200);
        await account.AddSmsAsync();
        (await account.Browser.PostAsync("/api/account/details", Details)).Expect(200);
    }

    [Fact]
    public async Task After_a_factor_was_chosen_postponed_sessions_elsewhere_are_over()
    {
        await AllowUntilInDaysAsync(30);
        var account = await AnAccount.WithoutFactorAsync(own);
        var elsewhere = own.NewBrowser();
        (await account.GivePasswordAsync(elsewhere)).Expect(200);
        (await elsewhere.PostAsync("/api/session/postpone")).Expect(200);

        await account.AddSmsAsync();

        (await elsewhere.GetAsync("/api/session")).Expect(401, "not-signed-in");
        (await elsewhere.PostAsync("/api/session/postpone")).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task Who_lost_a_factor_cannot_postpone_even_before_the_date()
    {
        await AllowUntilInDaysAsync(30);
        var account = await AnAccount.WithSmsAsync(own);
        await ResetAsync(account);
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");

        (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");

        (await browser.GetAsync("/api/session")).Expect(200)["postponeUntil"].ShouldBeNull();
        var link = await PasswordLink.ForAsync(own, account.Email);
        (await link.SetAsync("zes groene fietsen", browser)).Expect(200);
        (await browser.PostAsync("/api/session/postpone")).Expect(403, "second-factor-required");
    }

    [Fact]
    public async Task A_postponed_session_is_not_remembered_and_sensitive_acts_need_a_recent_log_in()
    {
        await AllowUntilInDaysAsync(30);
        var account = await AnAccount.WithoutFactorAsync(own);
        account.Browser.Cookies.ShouldNotContainKey("__Host-remember");
        (await account.Browser.PostAsync("/api/session/postpone")).Expect(200);
        own.Time.Advance(SecurityNumbers.RecentLogIn);

        (await account.Browser.PostAsync("/api/account/factors/app")).Expect(403, "log-in-again");
        (await account.Browser.PostAsync("/api/account/recovery-codes")).Expect(403, "second-factor-required");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await own.SetAsync(SignInPolicy.Default);

    private static object Details => new { name = "Dirk", language = "nl", notices = new { newMessage = true } };

    /// <summary>Sets the date from which a second factor is required; returns its first moment.</summary>
    private async Task<DateTimeOffset> AllowUntilInDaysAsync(int days)
    {
        var policy = SignInPolicy.Default with { SecondFactorFrom = DateOnly.FromDateTime(own.Now().UtcDateTime).AddDays(days) };
        await own.SetAsync(policy);
        return policy.GraceEnd!.Value;
    }

    /// <summary>As the service desk does, without it.</summary>
    private async Task ResetAsync(AnAccount account)
    {
        var accounts = own.Cloud.Services.GetRequiredService<AccountStore>();
        var change = (await accounts.FindAsync(AccountId.From(account.AccountId), null, TestContext.Current.CancellationToken))!.Change(own.Now());
        change.Head = change.Head with { Reset = new FactorReset(ResetProof.Wait, own.Now()) };
        change.Credentials = change.Credentials with { Sms = null, Recovery = null };
        change.EndSessions();
        (await accounts.TrySaveAsync(change, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }
}
