using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Mailboxes;

/// <summary>Who may do what with a mailbox that people share, and who decides it (Z19-Z25).</summary>
public sealed class RightsInAMailbox(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly MailboxId Info = MailboxId.From(Seals.NewId());
    private static readonly AccountId Somebody = AccountId.From(Seals.NewId());
    private readonly OwnWorld own = clock.World;

    [Theory]
    [InlineData(false, MemberRight.Member, null, null)]
    [InlineData(false, MemberRight.Owner, null, null)]
    [InlineData(false, MemberRight.Member, 1, null)]
    [InlineData(false, MemberRight.Delegate, null, "right-of-group")]
    [InlineData(false, MemberRight.Owner, 1, "until-of-owner")]
    [InlineData(false, MemberRight.Member, 0, "until-past")]
    [InlineData(false, MemberRight.Member, 3651, "until-late")]
    [InlineData(true, MemberRight.Delegate, 3650, null)]
    [InlineData(true, MemberRight.Member, null, "right-of-person")]
    [InlineData(true, MemberRight.Owner, null, "right-of-person")]
    public void A_right_fits_the_mailbox_and_ends_in_time(bool isPersonal, MemberRight right, int? days, string? refusal)
    {
        var mailbox = new OwnedMailbox(Info, "Info", [Somebody], isPersonal ? Somebody : null);

        var problem = new GivenRight(right, days is { } some ? Now.AddDays(some) : null).Refuse(mailbox, Now);

        (problem as Functions.Http.BadInput)?.Errors.Values.Single().Single().ShouldBe(refusal);
        (problem is null).ShouldBe(refusal is null);
    }

    [Fact]
    public void Wider_is_what_lets_do_more_or_longer()
    {
        var has = new Member(Somebody, MemberRight.Member, Now.AddDays(2));

        new GivenRight(MemberRight.Member, Now.AddDays(1)).IsWiderThan(has, Now).ShouldBeFalse();
        new GivenRight(MemberRight.Member, Now.AddDays(2)).IsWiderThan(has, Now).ShouldBeFalse();
        new GivenRight(MemberRight.Member, Now.AddDays(3)).IsWiderThan(has, Now).ShouldBeTrue();
        new GivenRight(MemberRight.Member, null).IsWiderThan(has, Now).ShouldBeTrue();
        new GivenRight(MemberRight.Owner, null).IsWiderThan(has with { Until = null }, Now).ShouldBeTrue();
        new GivenRight(MemberRight.Member, Now.AddDays(1)).IsWiderThan(has with { Until = Now }, Now).ShouldBeTrue("It has ended.");
        new GivenRight(MemberRight.Delegate, Now).IsWiderThan(null, Now).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_an_owner_who_is_shut_out_nothing_is_half_changed()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var other = await mailbox.GivenAsync("owner");
        (await (await own.LogInAsync()).PostAsync($"/api/accounts/{other.AccountId}/suspend")).Expect(200);

        (await mailbox.ChangeAsync(mailbox.Owner.Browser, other, "member")).Expect(409, "account-shut");

        (await own.Cloud.Services.GetRequiredService<MailboxStore>().FindOwnedAsync(MailboxId.From(mailbox.MailboxId), TestContext.Current.CancellationToken))!
            .IsOwnedBy(AccountId.From(other.AccountId)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_owner_gives_changes_and_takes_and_a_right_ends_at_once()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var owner = mailbox.Owner.Browser;
        var until = own.Now() + TimeSpan.FromMinutes(3);
        var member = await mailbox.GivenAsync("member", until);
        (await mailbox.ReadsAsync(member)).ShouldBeTrue();
        (await mailbox.GiveAsync(owner, member, "member", until)).Expect(200);
        (await mailbox.GiveAsync(owner, member, "member")).Expect(409, "already-member");
        var session = (await member.Browser.GetAsync("/api/session")).Expect(200)["mailboxes"]!.AsArray().Single()!;
        session["right"]!.GetValue<string>().ShouldBe("member");
        session["until"]!.GetValue<DateTimeOffset>().ShouldBe(until);
        session["person"]!.GetValue<bool>().ShouldBeFalse();

        // A draft that was begun before is refused with the rest.
        (await mailbox.ChangeAsync(owner, member, "member", own.Now() + TimeSpan.FromSeconds(1))).Expect(200);
        own.Time.Advance(TimeSpan.FromSeconds(2));
        (await mailbox.ReadsAsync(member)).ShouldBeFalse();
        (await member.Browser.PostAsync($"/api/mailboxes/{mailbox.MailboxId}/conversations", new { conversationId = Seals.NewId() })).Expect(404, "not-found");
        (await PersonAsync(mailbox, member))!["isEnded"]!.GetValue<bool>().ShouldBeTrue();

        (await mailbox.ChangeAsync(owner, member, "owner")).Expect(200);
        (await PersonAsync(mailbox, member))!["right"]!.GetValue<string>().ShouldBe("owner");
        (await mailbox.ReadsAsync(member)).ShouldBeTrue();
        // The one made the other an owner; the other makes them a member, and then leaves nobody behind.
        (await mailbox.ChangeAsync(member.Browser, mailbox.Owner, "member")).Expect(200);
        (await mailbox.ChangeAsync(owner, member, "member")).Expect(404, "not-found");
        (await mailbox.ChangeAsync(member.Browser, member, "member")).Expect(409, "last-owner");
        (await mailbox.TakeAsync(member.Browser, member)).Expect(409, "last-owner");
        await own.IsWrittenDownAsync($"accounts/{member.AccountId}", MailboxEvents.AccessChanged, mailbox.Owner.AccountId, $"{member.AccountId} {mailbox.MailboxId}");
        (await mailbox.TakeAsync(owner, mailbox.Owner)).Expect(204);
        (await mailbox.ReadsAsync(mailbox.Owner)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_owners_who_make_each_other_members_at_once_one_stays()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var other = await mailbox.GivenAsync("owner");

        await Task.WhenAll(
            mailbox.ChangeAsync(mailbox.Owner.Browser, other, "member"), mailbox.ChangeAsync(other.Browser, mailbox.Owner, "member"));

        var owners = new[] { mailbox.Owner, other }.Select(one => one.Browser.GetAsync("/api/account/mailboxes"));
        (await Task.WhenAll(owners)).Count(answer => answer.Expect(200)["mailboxes"]!.AsArray().Count == 1).ShouldBe(1);
    }

    [Fact]
    public async Task The_service_desk_narrows_at_once_and_asks_for_more()
    {
        var desk = await own.SecondDeskAsync();
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var member = await mailbox.GivenAsync("member");
        var until = own.Now().AddDays(1);

        (await mailbox.ChangeAsync(desk.Browser, member, "member", until)).Expect(200)["asked"].ShouldBeNull();
        (await mailbox.StoredAsync(member))!.Until.ShouldBe(until);
        var asked = (await mailbox.ChangeAsync(desk.Browser, member, "owner")).Expect(200)["asked"]!;
        asked["right"]!.GetValue<string>().ShouldBe("owner");
        (await mailbox.StoredAsync(member))!.Until.ShouldBe(until);
        (await mailbox.Owner.Browser.PostAsync($"/api/access-requests/{asked["requestId"]}/approve")).Expect(204);
        (await PersonAsync(mailbox, member))!["right"]!.GetValue<string>().ShouldBe("owner");
        (await mailbox.StoredAsync(member))!.Until.ShouldBeNull();
        (await desk.Browser.GetAsync(mailbox.People)).Expect(200);
    }

    [Fact]
    public async Task A_delegate_reads_and_sends_and_decides_nothing()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own, isPersonal: true);
        var theirs = await mailbox.GivenAsync("delegate", own.Now().AddDays(2));
        var (other, former) = (await ASharedMailbox.ColleagueAsync(own), await mailbox.GivenAsync("delegate"));
        (await mailbox.TakeAsync(mailbox.Owner.Browser, former)).Expect(204);

        (await mailbox.ReadsAsync(theirs)).ShouldBeTrue();
        (await own.WriteToSomebodyAsync("none", staff: theirs.Browser)).Link.ShouldNotBeNull();
        (await mailbox.GiveAsync(mailbox.Owner.Browser, other, "member")).Expect(400, "bad-input");
        foreach (var one in new[] { theirs, former, other })
        {
            (await mailbox.GiveAsync(one.Browser, other, "delegate")).Expect(404, "not-found");
            (await mailbox.ChangeAsync(one.Browser, theirs, "delegate")).Expect(404, "not-found");
            (await mailbox.TakeAsync(one.Browser, mailbox.Owner)).Expect(404, "not-found");
            (await one.Browser.GetAsync(mailbox.People)).Expect(404, "not-found");
            (await one.Browser.GetAsync($"/api/mailboxes/{mailbox.MailboxId}/delegate-acts")).Expect(404, "not-found");
            (await one.Browser.PostAsync($"/api/mailboxes/{mailbox.MailboxId}/successor", new { leaver = mailbox.Owner.AccountId, email = other.Email })).Expect(404, "not-found");
        }

        foreach (var one in new[] { former, other })
        {
            (await mailbox.ReadsAsync(one)).ShouldBeFalse();
            (await one.Browser.PostAsync($"/api/account/mailboxes/{mailbox.MailboxId}/mails", new { mails = true })).Expect(404, "not-found");
        }

        // Who stands in leaves by themselves.
        (await mailbox.TakeAsync(theirs.Browser, theirs)).Expect(204);
        (await mailbox.ReadsAsync(theirs)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_delegates_did_is_shown_to_whom_they_stand_in_for()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own, isPersonal: true);
        var theirs = await mailbox.GivenAsync("delegate");
        var path = $"/api/mailboxes/{mailbox.MailboxId}/delegate-acts";

        var written = await own.WriteToSomebodyAsync("none", staff: theirs.Browser);
        await theirs.Browser.OpenAsync(written.Mailbox);
        (await theirs.Browser.PostAsync($"/api/participants/{written.Mailbox}/filing", new { filing = "archived" })).Expect(200);
        await own.WriteToSomebodyAsync("none", staff: mailbox.Owner.Browser);
        await own.HintsWorkedAsync();

        var acts = await Eventually.GetAsync(async () =>
            (await mailbox.Owner.Browser.GetAsync(path)).Expect(200)["acts"]!.AsArray() is { Count: >= 3 } found ? found : null);
        acts.Select(act => act!["name"]!.GetValue<string>()).Distinct().ShouldBe(["Wim Waarnemer"]);
        var events = acts.Select(act => act!["event"]!.GetValue<string>()).ToList();
        events.ShouldContain("conversation-opened");
        events.Count(one => one == "message-sent").ShouldBe(1, string.Join(' ', events));

        own.Time.Advance(SecurityNumbers.DelegateActsKept + TimeSpan.FromHours(2));
        await Waiting.UntilAsync("they are gone", async () =>
        {
            await own.PurgeAsync(TestContext.Current.CancellationToken);
            return !(await own.RowsAsync("mailboxes", $"acts~{mailbox.MailboxId}")).Any();
        });
    }

    [Fact]
    public async Task The_switch_says_how_much_is_unread_in_each_mailbox()
    {
        var staff = await own.LogInAsync();
        var before = await UnreadAsync(staff);
        var link = await own.StarterConversationAsync();
        var visitor = await own.UnlockAsync(link);
        (await visitor.SendAsync(await visitor.FirstDraftAsync(link.ParticipantId))).Expect(201);

        await Waiting.UntilAsync("it counts", async () => await UnreadAsync(staff) == before + 1);
        await staff.OpenAsync(link.ConversationId + "00");
        await Waiting.UntilAsync("it is read", async () => await UnreadAsync(staff) == before);
    }

    private static async Task<int> UnreadAsync(ApiClient staff) =>
        (await staff.GetAsync("/api/account/unread")).Expect(200)["mailboxes"]!.AsArray().Single()!["unread"]!.GetValue<int>();

    private static async Task<JsonNode?> PersonAsync(ASharedMailbox mailbox, Worker who)
    {
        var people = (await mailbox.Owner.Browser.GetAsync(mailbox.People)).Expect(200)["people"]!.AsArray();
        return people.Single(one => one!["accountId"]!.GetValue<string>() == who.AccountId);
    }
}
