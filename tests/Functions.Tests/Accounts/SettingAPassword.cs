using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>A forgotten password is set again by a mailed link (N9); nothing else of the account changes.</summary>
public sealed class SettingAPassword(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Other = "zes groene fietsen";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task The_link_sets_it_and_the_second_factor_is_asked_as_ever()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var link = await PasswordLink.ForAsync(own, account.Email);
        (await link.LookAsync()).Expect(200)["isNew"]!.GetValue<bool>().ShouldBeFalse();
        var browser = own.NewBrowser();

        ApiAnswer set = null!;
        var code = await own.NextSmsCodeAsync(account.Phone!, async () => await own.NextMailAsync(
            account.Email, Mailing.PasswordSet, async () => set = await link.SetAsync(Other, browser)));

        (set.Expect(200)["next"]!.GetValue<string>(), set["method"]!.GetValue<string>()).ShouldBe(("code", "sms"));
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        (await browser.PostAsync("/api/login/verify", new { code })).Expect(200)["next"]!.GetValue<string>().ShouldBe("done");
        var details = (await browser.GetAsync("/api/account")).Expect(200);
        details["factors"]!.AsArray().Select(factor => factor!["method"]!.GetValue<string>()).ShouldBe(["sms"]);
        details["recoveryCodes"]!["left"]!.GetValue<int>().ShouldBe(SecurityNumbers.RecoveryCodes);
        details["name"]!.GetValue<string>().ShouldBe("Dirk Jansen");
        (await account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        await (account with { Password = Other }).LogInAsync();
        // The first was mailed when the invitation was accepted.
        await own.IsWrittenDownAsync(
            $"accounts/{account.AccountId}", AccountEvents.PasswordLinkSent, account.AccountId, account.AccountId, times: 2);
    }

    [Fact]
    public async Task It_ends_every_session_and_remembered_device()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var remembered = await account.LogInAsync(remember: true);
        var link = await PasswordLink.ForAsync(own, account.Email);

        (await link.SetAsync(Other)).Expect(200);

        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.IsSignedInAsync()).ShouldBeFalse();
        (await remembered.PostAsync("/api/login/resume")).Expect(401, "not-signed-in");
    }

    [Fact]
    public async Task A_log_in_that_was_begun_before_ends_with_it()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var intruder = own.NewBrowser();
        var code = await account.CodeAsync(intruder);
        var link = await PasswordLink.ForAsync(own, account.Email);

        (await link.SetAsync(Other)).Expect(200);

        (await intruder.PostAsync("/api/login/verify", new { code })).Expect(401, "login-expired");
        (await intruder.PostAsync("/api/login/code")).Expect(401, "login-expired");
        (await intruder.PostAsync("/api/login/method", new { method = "recovery" })).Expect(401, "login-expired");
    }

    [Fact]
    public async Task Who_was_only_invited_gets_the_invitation_again()
    {
        var invited = await Invited.MakeAsync(own);

        var mail = await own.NextMailAsync(
            invited.Email, Mailing.Invitation, async () => (await PasswordLink.AskAsync(own, invited.Email)).Expect(202));

        Invited.In(own, mail).ShouldBe(invited);
        own.Mails(invited.Email, Mailing.PasswordLink).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 403)]
    [InlineData(1, 403)]
    public async Task The_link_works_an_hour(int seconds, int status)
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var link = await PasswordLink.ForAsync(own, account.Email);

        own.Time.Advance(SecurityNumbers.PasswordLinkLifetime + TimeSpan.FromSeconds(seconds));

        (await link.LookAsync()).Expect(status);
        (await link.SetAsync(Other)).Expect(status);
    }

    [Fact]
    public async Task It_is_used_once_and_a_dead_one_gives_a_fresh_one_with_one_press()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var used = await PasswordLink.ForAsync(own, account.Email);
        (await used.SetAsync(Other)).Expect(200);
        (await used.LookAsync()).Expect(403, "password-link-dead");
        (await used.SetAsync("zeven rode fietsen")).Expect(403, "password-link-dead");

        var fresh = PasswordLink.In(own, await own.NextMailAsync(
            account.Email, Mailing.PasswordLink, async () => (await used.FreshAsync()).Expect(202)));

        (await used.SetAsync("zeven rode fietsen")).Expect(403, "password-link-dead");
        (await fresh.SetAsync("zeven rode fietsen")).Expect(200);
        (await (account with { Password = "zeven rode fietsen" }).GivePasswordAsync(own.NewBrowser())).Expect(200);
    }

    [Fact]
    public async Task Of_two_at_once_one_sets_it()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var link = await PasswordLink.ForAsync(own, account.Email);
        string[] passwords = [.. Enumerable.Range(1, 4).Select(i => $"{i} blauwe locomotieven")];

        var answers = await Task.WhenAll(passwords.Select(password => link.SetAsync(password)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.ShouldAllBe(answer => (int)answer.Status < 500);
        foreach (var (password, answer) in passwords.Zip(answers))
        {
            var logIn = await (account with { Password = password }).GivePasswordAsync(own.NewBrowser());
            (logIn.Status == HttpStatusCode.OK).ShouldBe(answer.Status == HttpStatusCode.OK, password);
        }
    }

    [Fact]
    public async Task Asking_again_does_not_make_the_first_mail_worthless()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var first = await PasswordLink.ForAsync(own, account.Email);
        own.Time.Advance(TimeSpan.FromMinutes(30));

        (await PasswordLink.ForAsync(own, account.Email)).ShouldBe(first);

        (await first.SetAsync(Other)).Expect(200);
    }

    [Fact]
    public async Task Three_links_an_hour_and_ten_a_day_are_mailed_and_then_only_one_that_is_missing()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var account = await AnAccount.WithoutFactorAsync(own);
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var mails = own.Mails(account.Email, Mailing.PasswordLink).Count;
        // The first hours 3, 3, 3, and 1; after that one, since in each hour there is none that works.
        foreach (var expected in (int[])[3, 3, 3, 1, 1, 1])
        {
            for (var asked = 0; asked < 5; asked++)
            {
                (await PasswordLink.AskAsync(own, account.Email)).Expect(202).Text.ShouldBeEmpty();
            }

            await own.HintsWorkedAsync();
            own.Mails(account.Email, Mailing.PasswordLink).Count.ShouldBe(mails += expected);
            (await PasswordLink.In(own, own.Mails(account.Email, Mailing.PasswordLink)[0]).LookAsync()).Expect(200);
            own.AdvanceToNext(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task It_can_be_set_when_codes_are_refused_because_somebody_guesses_them()
    {
        var account = await AnAccount.WithSmsAsync(own);
        for (var wrong = 0; wrong < SecurityNumbers.WrongLogInCodesInAll;)
        {
            var browser = own.NewBrowser();
            await account.CodeAsync(browser);
            for (var i = 0; i < SecurityNumbers.TriesPerChallenge; i++, wrong++)
            {
                (await browser.PostAsync("/api/login/verify", new { code = "000000" })).Expect(403, "code-refused");
            }

            own.Time.Advance(TimeSpan.FromMinutes(30));
        }

        await Waiting.UntilAsync("the owner is told", () => own.Mails(account.Email, Mailing.CodesDisabled).Count == 1);
        (await account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        var link = await PasswordLink.ForAsync(own, account.Email);

        await own.NextMailAsync(
            account.Email, Mailing.PasswordSet, async () => (await link.SetAsync(Other)).Expect(200)["next"]!.GetValue<string>().ShouldBe("log-in"));

        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();
        (await link.LookAsync()).Expect(403, "password-link-dead");
    }
}
