using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Guessing is slow, and nobody can keep the owner out by it.</summary>
public sealed class GuessingPasswords(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Device = "__Host-device";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task Passwords_at_the_same_moment_do_not_wait_for_each_other()
    {
        var guesses = own.Cloud.Services.GetRequiredService<WrongPasswords>();
        var (email, now) = (TestWorld.NewEmail(), own.Time.GetUtcNow());

        // The one that came a moment later was counted first.
        LogInSource[] here = [new("here", 1, IsKnown: false)];
        (await guesses.CountAsync(email, here, now.AddMilliseconds(20), CancellationToken.None)).ShouldBeNull();
        (await guesses.CountAsync(email, here, now, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Strangers_do_not_keep_a_known_device_waiting()
    {
        var account = await StartAsync();
        var known = await account.LogInAsync();
        known.Cookies.ShouldContainKey(Device);
        for (var i = 0; i < SecurityNumbers.WrongPasswordsBeforeShortWait; i++)
        {
            await GuessAsync(account, own.NewBrowser());
        }

        (await account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
        await account.LogInAsync(known);
        // The owner's right password is no help to the strangers either.
        (await account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_known_device_has_a_count_of_its_own_and_only_for_its_address()
    {
        var (account, other) = (await StartAsync(), await AnAccount.WithSmsAsync(own));
        var known = await account.LogInAsync();
        for (var i = 0; i < SecurityNumbers.WrongPasswordsBeforeShortWait; i++)
        {
            await GuessAsync(account, known);
        }

        (await account.GivePasswordAsync(known)).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
        (await account.GivePasswordAsync(own.NewBrowser())).Expect(200);
        for (var i = 0; i < SecurityNumbers.WrongPasswordsBeforeShortWait; i++)
        {
            await GuessAsync(other, known);
        }

        (await other.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("00000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_mark_that_we_did_not_give_is_none(string mark)
    {
        var account = await StartAsync();
        for (var i = 0; i < SecurityNumbers.WrongPasswordsBeforeShortWait; i++)
        {
            await GuessAsync(account, own.NewBrowser());
        }

        var browser = own.NewBrowser();
        browser.Cookies[Device] = mark;
        (await account.GivePasswordAsync(browser)).Expect(403, "login-refused")["retryAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Waits_get_longer_and_the_twentieth_wrong_one_of_a_day_is_mailed_once()
    {
        var account = await StartAsync();
        for (var guess = 1; guess <= SecurityNumbers.WrongPasswordsBeforeNotice + 2; guess++)
        {
            if (guess == SecurityNumbers.WrongPasswordsBeforeNotice)
            {
                await own.HintsWorkedAsync();
                own.Mails(account.Email, Mailing.ManyWrongPasswords).ShouldBeEmpty();
            }

            var wait = guess <= SecurityNumbers.WrongPasswordsBeforeShortWait ? TimeSpan.Zero
                : guess <= SecurityNumbers.WrongPasswordsBeforeLongWait ? SecurityNumbers.ShortPasswordWait
                : SecurityNumbers.LongPasswordWait;
            if (wait > TimeSpan.Zero)
            {
                own.Time.Advance(wait - TimeSpan.FromSeconds(1));
                (await GuessAsync(account, own.NewBrowser()))["retryAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now().AddSeconds(1));
                own.Time.Advance(TimeSpan.FromSeconds(1));
            }

            (await GuessAsync(account, own.NewBrowser()))["retryAt"].ShouldBeNull();
        }

        await own.HintsWorkedAsync();
        await Waiting.UntilAsync("the owner is told", () => own.Mails(account.Email, Mailing.ManyWrongPasswords).Count > 0);
        own.Mails(account.Email, Mailing.ManyWrongPasswords).Count.ShouldBe(1);
        own.AdvanceToNext(TimeSpan.FromDays(1));
        await account.LogInAsync();
    }

    /// <summary>An account at the beginning of a day, since counts end with it.</summary>
    private async Task<AnAccount> StartAsync()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        return await AnAccount.WithSmsAsync(own);
    }

    private static async Task<ApiAnswer> GuessAsync(AnAccount account, ApiClient browser) =>
        (await (account with { Password = "niet het wachtwoord" }).GivePasswordAsync(browser)).Expect(403, "login-refused");
}
