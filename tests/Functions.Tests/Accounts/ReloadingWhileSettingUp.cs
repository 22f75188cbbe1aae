using Shouldly;
using Xunit;
using Zegel.Benchmarks;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>
/// Who sets a second factor up and loads the page again: what the app took, or what is on its way, goes on counting, until it
/// is confirmed or ten minutes old.
/// </summary>
public sealed class ReloadingWhileSettingUp(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task What_the_app_took_before_the_reload_is_accepted()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (secret, _) = await BeginAsync(account.Browser);
        own.Time.Advance(TimeSpan.FromMinutes(3));

        var (again, _) = await BeginAsync(account.Browser);

        again.ShouldBe(secret);
        (await account.VerifyFactorAsync("app", await AuthenticatorApp.CodeAsync(secret, own.Now()))).Expect(200);
    }

    [Fact]
    public async Task Asking_again_stores_nothing_and_lengthens_nothing()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (_, until) = await BeginAsync(account.Browser);
        var before = await StoredAsync(account);
        own.Time.Advance(TimeSpan.FromMinutes(5));

        var (_, later) = await BeginAsync(account.Browser);

        later.ShouldBe(until);
        (await StoredAsync(account)).ShouldBe(before);
    }

    [Fact]
    public async Task Asking_again_only_reads()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var ports = own.Cloud.Azurite.ConnectionString.Split(';').Where(part => part.Contains("Endpoint=http", StringComparison.Ordinal))
            .Select(part => new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]).Port).ToHashSet();
        using var counted = new RoundTrips(ports.Contains);

        var (_, first, _) = await counted.MeasureAsync(() => BeginAsync(account.Browser));
        var (_, again, _) = await counted.MeasureAsync(() => BeginAsync(account.Browser));

        (first, again).ShouldBe((6, 4));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(60, false)]
    public async Task It_is_another_one_after_ten_minutes(int seconds, bool isSame)
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (secret, _) = await BeginAsync(account.Browser);

        // Longer than a log-in counts as recent; the session that renews it is another one.
        own.Time.Advance(SecurityNumbers.RecentLogIn - TimeSpan.FromSeconds(1));
        (await BeginAsync(account.Browser)).Secret.ShouldBe(secret);
        own.Time.Advance(SecurityNumbers.EnrolmentLifetime - SecurityNumbers.RecentLogIn + TimeSpan.FromSeconds(1 + seconds));

        var code = await AuthenticatorApp.CodeAsync(secret, own.Now());
        (await account.VerifyFactorAsync("app", code)).Expect(isSame ? 200 : 403);
    }

    [Fact]
    public async Task It_is_another_one_once_it_was_confirmed()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (secret, _) = await BeginAsync(account.Browser);
        (await account.VerifyFactorAsync("app", await AuthenticatorApp.CodeAsync(secret, own.Now()))).Expect(200);

        (await BeginAsync(account.Browser)).Secret.ShouldNotBe(secret);
    }

    [Fact]
    public async Task It_is_another_one_in_another_session_and_after_five_wrong_codes()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (secret, _) = await BeginAsync(account.Browser);
        for (var i = 0; i < SecurityNumbers.TriesPerChallenge; i++)
        {
            (await account.VerifyFactorAsync("app", "000000")).Expect(403);
        }

        var (afterGuessing, _) = await BeginAsync(account.Browser);
        var other = own.NewBrowser();
        (await account.GivePasswordAsync(other)).Expect(200);
        var (elsewhere, _) = await BeginAsync(other);

        new[] { secret, afterGuessing, elsewhere }.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_code_by_sms_that_is_on_its_way_is_not_sent_again_before_its_time()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var phone = TestWorld.NewPhone();
        var code = await own.NextSmsCodeAsync(phone, async () => (await BeginSmsAsync(account, phone)).Expect(202));
        var first = (await BeginSmsAsync(account, phone)).Expect(202);
        own.Time.Advance(SecurityNumbers.WaitsBeforeResend[0]);

        var again = await own.NextSmsCodeAsync(phone, async () => (await BeginSmsAsync(account, phone)).Expect(202));

        first["to"]!.GetValue<string>().ShouldBe("•••• ••" + phone[^2..]);
        again.ShouldBe(code);
        own.Inbox.To(phone).Count.ShouldBe(2);
        (await account.VerifyFactorAsync("sms", code)).Expect(200);
    }

    [Fact]
    public async Task Another_number_gets_a_code_of_its_own_at_once()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (wrong, right) = (TestWorld.NewPhone(), TestWorld.NewPhone());
        var first = await own.NextSmsCodeAsync(wrong, async () => (await BeginSmsAsync(account, wrong)).Expect(202));

        var code = await own.NextSmsCodeAsync(right, async () => (await BeginSmsAsync(account, right)).Expect(202));

        code.ShouldNotBe(first);
        (await account.VerifyFactorAsync("sms", first)).Expect(403, "code-refused");
        (await account.VerifyFactorAsync("sms", code)).Expect(200);
    }

    [Fact]
    public async Task A_code_by_mail_goes_on_counting_too()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var code = Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
            (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202)));

        (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202);

        (await account.VerifyFactorAsync("email", code)).Expect(200);
        own.Mails(account.Email, Mailing.AddressCode).Count.ShouldBe(1);
    }

    private static async Task<(string Secret, string Until)> BeginAsync(ApiClient browser)
    {
        var begun = (await browser.PostAsync("/api/account/factors/app")).Expect(200);
        return (begun["secret"]!.GetValue<string>(), begun["expiresAt"]!.GetValue<string>());
    }

    private static Task<ApiAnswer> BeginSmsAsync(AnAccount account, string phone) =>
        account.Browser.PostAsync("/api/account/factors/sms", new { phone });

    /// <summary>Every proof of the account, with the version of its row.</summary>
    private async Task<IReadOnlyList<string>> StoredAsync(AnAccount account) =>
        [.. (await own.RowsAsync("accounts", account.AccountId)).Where(row => row.RowKey.StartsWith("proof~", StringComparison.Ordinal))
            .Select(row => $"{row.RowKey} {row.ETag}").Order(StringComparer.Ordinal)];
}
