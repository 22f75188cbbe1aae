using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>From the first mail to an account (N2-N8).</summary>
public sealed class AcceptingTheInvitation(SharedWorld world, ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Password = AnAccount.UsualPassword;

    [Fact]
    public async Task Three_mails_later_there_is_an_account_that_is_logged_in()
    {
        var invited = await Invited.MakeAsync(world);
        var looked = (await invited.LookAsync()).Expect(200);
        looked["language"]!.GetValue<string>().ShouldBe("nl");
        looked.Text.ShouldNotContain(invited.Email);
        var link = await invited.PasswordLinkAsync();
        var shown = (await link.LookAsync()).Expect(200);
        (shown["email"]!.GetValue<string>(), shown["isNew"]!.GetValue<bool>()).ShouldBe((invited.Email, true));
        var browser = world.NewBrowser();

        ApiAnswer set = null!;
        await world.NextMailAsync(invited.Email, Mailing.PasswordSet, async () => set = await link.SetAsync(Password, browser, " Dirk Jansen "));

        set.Expect(200)["next"]!.GetValue<string>().ShouldBe("choose-factor");
        var session = (await browser.GetAsync("/api/session")).Expect(200);
        session["name"]!.GetValue<string>().ShouldBe("Dirk Jansen");
        session["strength"]!.GetValue<string>().ShouldBe("password");
        (session["usable"]!.GetValue<bool>(), session["isNew"]!.GetValue<bool>()).ShouldBe((false, true));
        string[] mails = [Mailing.Invitation, Mailing.PasswordLink, Mailing.PasswordSet];
        world.Inbox.To(invited.Email).Count.ShouldBe(mails.Length);
        foreach (var (mail, subject) in world.Inbox.To(invited.Email).Reverse().Zip(mails))
        {
            mail.Subject!.ShouldContain(subject);
        }
    }

    [Fact]
    public async Task My_details_open_by_themselves_until_they_were_shown_and_count_at_once()
    {
        var account = await AnAccount.WithSmsAsync(world);
        (await account.Browser.GetAsync("/api/session")).Expect(200)["isNew"]!.GetValue<bool>().ShouldBeTrue();

        (await account.Browser.PostAsync("/api/account/details", new { name = "Dirk J.", language = "en", notices = new { newMessage = false } }))
            .Expect(200)["notices"]!["newMessage"]!.GetValue<bool>().ShouldBeFalse();
        await world.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.AccountChanged, account.AccountId, account.AccountId);

        var session = (await account.Browser.GetAsync("/api/session")).Expect(200);
        (session["name"]!.GetValue<string>(), session["language"]!.GetValue<string>(), session["isNew"]!.GetValue<bool>())
            .ShouldBe(("Dirk J.", "en", false));
        await world.NextMailAsync(account.Email, "set your password", () => PasswordLink.AskAsync(world, account.Email));
    }

    [Fact]
    public async Task A_wrong_address_gets_the_same_answer_and_no_mail()
    {
        var invited = await Invited.MakeAsync(world);
        var other = TestWorld.NewEmail("other");

        var wrong = await invited.RequestAsync(other);
        await world.HintsWorkedAsync();

        world.Inbox.To(other).ShouldBeEmpty();
        world.Mails(invited.Email, Mailing.PasswordLink).ShouldBeEmpty();
        var right = await invited.RequestAsync($" {invited.Email.ToUpperInvariant()} ");
        wrong.Expect(202).Text.ShouldBe(right.Expect(202).Text);
        wrong.Headers.Select(header => header.Key).ShouldBe(right.Headers.Select(header => header.Key));
        await Waiting.UntilAsync("the link comes to the right address", () => world.Mails(invited.Email, Mailing.PasswordLink).Count == 1);
    }

    [Fact]
    public async Task Looking_at_links_again_and_again_changes_nothing()
    {
        var invited = await Invited.MakeAsync(world);
        var link = await invited.PasswordLinkAsync();
        await world.HintsWorkedAsync();
        var (rows, mails) = (await StateAsync(invited.AccountId), world.Inbox.To(invited.Email).Count);

        for (var i = 0; i < 10; i++)
        {
            (await invited.LookAsync()).Expect(200);
            (await link.LookAsync()).Expect(200);
        }

        foreach (var path in new[]
        {
            $"/invitation/#{invited.AccountId}.{invited.Secret}", $"/password/#{link.AccountId}.{link.Secret}",
            $"/api/invitations/{invited.AccountId}/request", $"/api/invitations/{invited.AccountId}/fresh",
            $"/api/password/{link.AccountId}/set", $"/api/password/{link.AccountId}/fresh",
        })
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Options])
            {
                await world.NewBrowser().SendAsync(new HttpRequestMessage(method, path));
            }
        }

        await world.HintsWorkedAsync();
        (await StateAsync(invited.AccountId)).ShouldBe(rows);
        world.Inbox.To(invited.Email).Count.ShouldBe(mails);
        (await link.SetAsync(Password, name: "Dirk")).Expect(200);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_account_are_the_same_nothing()
    {
        var wrong = await Invited.MakeAsync(world) with { Secret = new string('A', 43) };
        var unknown = wrong with { AccountId = Seals.NewId() };
        var wrongLink = new PasswordLink(world, wrong.AccountId, wrong.Email, wrong.Secret);
        var unknownLink = wrongLink with { AccountId = unknown.AccountId };
        foreach (var (there, notThere) in new[]
        {
            (await wrong.LookAsync(), await unknown.LookAsync()),
            (await wrong.RequestAsync(), await unknown.RequestAsync()),
            (await wrong.FreshAsync(), await unknown.FreshAsync()),
            (await wrongLink.LookAsync(), await unknownLink.LookAsync()),
            (await wrongLink.FreshAsync(), await unknownLink.FreshAsync()),
            (await wrongLink.SetAsync(Password, name: "Dirk"), await unknownLink.SetAsync(Password, name: "Dirk")),
        })
        {
            there.Expect(404, "link-unknown").Text.ShouldBe(notThere.Text);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("Dirk\nJansen")]
    public async Task A_name_is_needed_and_the_link_lives_until_then(string? name)
    {
        var link = await (await Invited.MakeAsync(world)).PasswordLinkAsync();

        (await link.SetAsync(Password, name: name)).Expect(400, "bad-input")["errors"]!["name"].ShouldNotBeNull();

        (await link.SetAsync(Password, name: "Dirk")).Expect(200);
    }

    [Fact]
    public async Task An_invitation_that_was_used_says_so()
    {
        var invited = await Invited.MakeAsync(world);
        (await (await invited.PasswordLinkAsync()).SetAsync(Password, name: "Dirk")).Expect(200);

        (await invited.LookAsync()).Expect(409, "invitation-used");
        (await invited.RequestAsync()).Expect(409, "invitation-used");
        (await invited.FreshAsync()).Expect(409, "invitation-used");
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 403)]
    [InlineData(1, 403)]
    public async Task An_invitation_works_seven_days(int seconds, int status)
    {
        var invited = await Invited.MakeAsync(clock.World);

        clock.World.Time.Advance(SecurityNumbers.InvitationLifetime + TimeSpan.FromSeconds(seconds));

        (await invited.LookAsync()).Expect(status);
        (await invited.RequestAsync()).Expect(status == 200 ? 202 : status);
    }

    [Fact]
    public async Task An_expired_invitation_is_made_fresh_with_one_press_and_leads_there_ever_after()
    {
        var own = clock.World;
        var old = await Invited.MakeAsync(own);
        own.Time.Advance(SecurityNumbers.InvitationLifetime);
        (await old.RequestAsync()).Expect(403, "invitation-expired");

        var fresh = await FreshAsync(own, old);

        fresh.Secret.ShouldNotBe(old.Secret);
        (await old.LookAsync()).Expect(403, "invitation-expired");
        (await old.RequestAsync()).Expect(403, "invitation-expired");
        (await FreshAsync(own, old)).ShouldBe(fresh);
        (await (await fresh.PasswordLinkAsync()).SetAsync(Password, name: "Dirk")).Expect(200);
        (await old.LookAsync()).Expect(409, "invitation-used");
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task The_first_password_link_works_a_day_and_a_dead_one_gives_a_fresh_one(int seconds, bool alive)
    {
        var own = clock.World;
        var link = await (await Invited.MakeAsync(own)).PasswordLinkAsync();
        own.Time.Advance(SecurityNumbers.FirstPasswordLinkLifetime + TimeSpan.FromSeconds(seconds));

        var answer = await link.SetAsync(Password, name: "Dirk");

        if (alive)
        {
            answer.Expect(200);
            return;
        }

        answer.Expect(403, "password-link-dead");
        (await link.LookAsync()).Expect(403, "password-link-dead");
        var fresh = PasswordLink.In(own, await own.NextMailAsync(
            link.Email, Mailing.PasswordLink, async () => (await link.FreshAsync()).Expect(202)));
        (await fresh.SetAsync(Password, name: "Dirk")).Expect(200);
    }

    [Fact]
    public async Task Three_mails_an_hour_come_of_one_invitation_and_then_what_works_is_not_mailed_again()
    {
        var own = clock.World;
        own.AdvanceToNext(TimeSpan.FromDays(1));
        var invited = await Invited.MakeAsync(own);
        for (var i = 0; i < SecurityNumbers.PasswordLinksPerHour; i++)
        {
            (await invited.RequestAsync()).Expect(202);
        }

        (await invited.RequestAsync()).Expect(202);
        (await invited.FreshAsync()).Expect(202);

        await own.HintsWorkedAsync();
        own.Mails(invited.Email, Mailing.PasswordLink).Count.ShouldBe(SecurityNumbers.PasswordLinksPerHour);
        own.Mails(invited.Email, Mailing.Invitation).Count.ShouldBe(1);
    }

    private static async Task<Invited> FreshAsync(TestWorld where, Invited old) => Invited.In(
        where, await where.NextMailAsync(old.Email, Mailing.Invitation, async () => (await old.FreshAsync()).Expect(202)));

    private async Task<IReadOnlyList<(string, string)>> StateAsync(string accountId) =>
        [.. (await world.RowsAsync("accounts", accountId)).Select(row => (row.RowKey, row.ETag.ToString()))];
}
