using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Notifications;

/// <summary>A notice to a mailbox reaches each of its members who wants it, once.</summary>
public sealed class NoticesToMembers(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_member_who_wants_it_is_told_once_and_nobody_else()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var (wants, wantsNot) = (await mailbox.GivenAsync("member"), await mailbox.GivenAsync("member"));
        var (former, ended) = (await mailbox.GivenAsync("member"), await mailbox.GivenAsync("member", own.Now().AddSeconds(1)));
        (await wantsNot.Browser.PostAsync($"/api/account/mailboxes/{mailbox.MailboxId}/mails", new { mails = false })).Expect(204);
        (await mailbox.TakeAsync(mailbox.Owner.Browser, former)).Expect(204);
        own.Time.Advance(TimeSpan.FromSeconds(2));
        await own.HintsWorkedAsync();
        Worker[] all = [mailbox.Owner, wants, wantsNot, former, ended];
        var before = all.Select(one => own.Inbox.To(one.Email).Count).ToList();

        // Cut off after it became one for each: the next worker finds what is left, and mails nobody twice.
        var (partition, notice) = (Seals.NewId(), AnItem(mailbox));
        var table = own.Storage().Conversations;
        await table.TryInsertAsync(partition, "outbox~1", notice, Cancel);
        var services = own.Cloud.Services;
        var found = (await OutboxWorker.FindAsync(table, partition, Cancel)).Single();
        var spread = await services.GetRequiredService<MemberNotices>().SpreadAsync(table, found, own.Now(), Cancel);
        spread.Count.ShouldBe(2);
        (await services.GetRequiredService<MemberNotices>().SpreadAsync(table, found, own.Now(), Cancel)).ShouldBeEmpty();
        for (var i = 0; i < 2; i++)
        {
            var waits = await OutboxWorker.FindAsync(table, partition, Cancel);
            (await services.GetRequiredService<OutboxWorker>().WorkAsync(table, waits, OutboxOwner.None, Cancel)).ShouldBe(0);
        }

        all.Select((one, i) => own.Inbox.To(one.Email).Count - before[i]).ShouldBe([1, 1, 0, 0, 0]);
    }

    [Fact]
    public async Task Who_follows_a_conversation_is_told_of_it_and_of_no_other_also_without_the_mails_of_the_mailbox()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var (follower, other) = (await mailbox.GivenAsync("member"), await mailbox.GivenAsync("member"));
        foreach (var one in new[] { follower, other })
        {
            (await one.Browser.PostAsync($"/api/account/mailboxes/{mailbox.MailboxId}/mails", new { mails = false })).Expect(204);
        }

        var (followed, notFollowed) = (await WrittenAsync(mailbox), await WrittenAsync(mailbox));
        var (answers, elsewhere) = (await own.UnlockAsync(followed.Link), await own.UnlockAsync(notFollowed.Link));
        (await FollowAsync(follower, followed, true)).Expect(200)["followers"]!.GetValue<int>().ShouldBe(1);
        (await AnsweredAsync(answers, followed, follower, other)).ShouldBe([1, 0]);
        (await AnsweredAsync(elsewhere, notFollowed, follower, other)).ShouldBe([0, 0]);

        (await FollowAsync(follower, followed, false)).Expect(200)["followers"]!.GetValue<int>().ShouldBe(0);
        // Nobody is told again before what came in is read.
        await mailbox.Owner.Browser.OpenAsync(followed.Mailbox);
        (await AnsweredAsync(answers, followed, follower, other)).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task Who_lost_it_while_theirs_waited_is_not_told()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own);
        var member = await mailbox.GivenAsync("member");
        var (partition, table) = (Seals.NewId(), own.Storage().Conversations);
        await table.TryInsertAsync(partition, "outbox~1", AnItem(mailbox), Cancel);
        var services = own.Cloud.Services;
        var found = (await OutboxWorker.FindAsync(table, partition, Cancel)).Single();
        var spread = await services.GetRequiredService<MemberNotices>().SpreadAsync(table, found, own.Now(), Cancel);
        (await mailbox.TakeAsync(mailbox.Owner.Browser, member)).Expect(204);
        await own.HintsWorkedAsync();
        var before = own.Inbox.To(member.Email).Count;

        await services.GetRequiredService<OutboxWorker>().WorkAsync(table, spread, OutboxOwner.None, Cancel);

        own.Inbox.To(member.Email).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_delegate_is_told_once_they_ask_for_it()
    {
        var mailbox = await ASharedMailbox.MakeAsync(own, isPersonal: true);
        var theirs = await mailbox.GivenAsync("delegate");
        var book = own.Cloud.Services.GetRequiredService<IAddressBook>();
        (await book.FindMembersAsync(MailboxId.From(mailbox.MailboxId), Cancel)).Single(one => !one.IsOwner).WantsMails.ShouldBeFalse();

        (await theirs.Browser.PostAsync($"/api/account/mailboxes/{mailbox.MailboxId}/mails", new { mails = true })).Expect(204);

        (await book.FindMembersAsync(MailboxId.From(mailbox.MailboxId), Cancel)).Single(one => !one.IsOwner).WantsMails.ShouldBeTrue();
        (await theirs.Browser.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mails"]!.GetValue<bool>().ShouldBeTrue();
    }

    private Task<Written> WrittenAsync(ASharedMailbox mailbox) => own.WriteToSomebodyAsync("none", staff: mailbox.Owner.Browser);

    private static Task<ApiAnswer> FollowAsync(Worker by, Written written, bool follows) =>
        by.Browser.PostAsync($"/api/participants/{written.Mailbox}/followed", new { follows });

    /// <summary>The person answers; how many mails that makes for each.</summary>
    private async Task<IReadOnlyList<int>> AnsweredAsync(ApiClient person, Written written, params Worker[] people)
    {
        var before = people.Select(one => own.Inbox.To(one.Email).Count).ToList();
        (await person.SendAsync(written.Draft.Next(written.Link.ParticipantId))).Expect(201);
        await own.HintsWorkedAsync();
        return [.. people.Select((one, i) => own.Inbox.To(one.Email).Count - before[i])];
    }

    private static OutboxItem AnItem(ASharedMailbox mailbox) => new()
    {
        Kind = ConversationNotices.MailboxMessage, To = Recipient.Members, Language = "nl", MailboxId = MailboxId.From(mailbox.MailboxId),
        OperationId = OutboxChanges.NewOperation(),
    };
}
