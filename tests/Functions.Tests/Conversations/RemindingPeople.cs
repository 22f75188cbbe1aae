using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Who has not read a message is told of it once more: after seven days, or when staff ask.</summary>
public sealed class RemindingPeople(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Subject = "wacht nog een beveiligd bericht";

    private OwnWorld World => clock.World;

    [Fact]
    public async Task Once_after_seven_days_and_not_who_read_it_or_has_nothing_left_to_read()
    {
        var start = World.Time.GetUtcNow();
        var (unread, read, expired, bySms) = (
            await World.WriteToSomebodyAsync("none"), await World.WriteToSomebodyAsync("none"),
            await World.WriteWithFileAsync(start.AddDays(2)), await World.WriteToSomebodyAsync("sms"));
        await (await World.UnlockAsync(read.Link)).OpenAsync(read.Link.ParticipantId);
        var deleted = await World.WriteToSomebodyAsync("none");
        (await deleted.Staff.PostAsync($"/api/participants/{deleted.Mailbox}/filing", new { filing = "deleted" })).Expect(200);
        await World.HintsWorkedAsync();

        World.AdvanceTo(start.AddDays(7).AddHours(-1));
        await PurgeAsync();
        Reminders(unread).ShouldBeEmpty();

        for (var runs = 0; runs < 3; runs++)
        {
            World.Time.Advance(TimeSpan.FromHours(3));
            await PurgeAsync();
        }

        TestWorld.LinkIn(Reminders(unread).ShouldHaveSingleItem()).Code.ShouldNotBeNull();
        TestWorld.LinkIn(Reminders(bySms).ShouldHaveSingleItem()).Code.ShouldBeNull();
        Reminders(read).ShouldBeEmpty();
        Reminders(expired).ShouldBeEmpty();
        Reminders(deleted).ShouldBeEmpty();
        await World.IsWrittenDownAsync(
            $"conversations/{unread.Link.ConversationId}", ConversationEvents.PersonReminded, "system", unread.Link.ParticipantId, times: 1);

        // What comes after it was read is another thing to be told of.
        await (await World.UnlockAsync(TestWorld.LinkIn(Reminders(unread)[0]))).OpenAsync(unread.Link.ParticipantId);
        (await (await World.LogInAsync()).SendAsync(unread.Draft.Next(unread.Mailbox))).Expect(201);
        await World.HintsWorkedAsync();
        World.Time.Advance(TimeSpan.FromDays(8));
        await PurgeAsync();
        Reminders(unread).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_purges_at_once_and_somebody_who_reads_meanwhile_nobody_is_told_twice()
    {
        var written = await World.WriteToSomebodyAsync("none");
        await World.HintsWorkedAsync();
        World.Time.Advance(TimeSpan.FromDays(8));
        var person = await World.UnlockAgainAsync(written.Link);

        await Task.WhenAll(PurgeAsync(), PurgeAsync(), PurgeAsync(), person.OpenAsync(written.Link.ParticipantId));
        await PurgeAsync();

        Reminders(written).Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Staff_remind_once_a_day_and_only_of_what_was_not_read()
    {
        var written = await World.WriteToSomebodyAsync("none");
        (await RemindAsync(written, written.Link.ParticipantId)).Expect(200);
        await World.HintsWorkedAsync();
        Reminders(written).Count.ShouldBe(1);
        (await RemindAsync(written, written.Link.ParticipantId)).Expect(409, "person-reminded-today");
        (await RemindAsync(written, written.Mailbox)).Expect(404, "not-found");
        (await RemindAsync(written, written.Link.ConversationId + "09")).Expect(404, "not-found");

        World.Time.Advance(TimeSpan.FromHours(25));
        written = written with { Staff = await World.LogInAsync() };
        (await RemindAsync(written, written.Link.ParticipantId)).Expect(200);
        await World.HintsWorkedAsync();
        var mail = Reminders(written)[0];
        await (await World.UnlockAsync(TestWorld.LinkIn(mail))).OpenAsync(written.Link.ParticipantId);
        World.Time.Advance(TimeSpan.FromHours(25));
        written = written with { Staff = await World.LogInAsync() };
        (await RemindAsync(written, written.Link.ParticipantId)).Expect(409, "nothing-to-remind-of");

        // Who was reminded by hand is not reminded by itself of the same.
        World.Time.Advance(TimeSpan.FromDays(8));
        await PurgeAsync();
        Reminders(written).Count.ShouldBe(2);
    }

    private static Task<ApiAnswer> RemindAsync(Written written, string personId) =>
        written.Staff.PostAsync($"/api/participants/{written.Mailbox}/people/{personId}/remind");

    private IReadOnlyList<InboxMessage> Reminders(Written written) =>
        [.. World.Inbox.To(written.Link.Email).Where(mail => mail.Subject!.Contains(Subject, StringComparison.Ordinal))];

    private async Task PurgeAsync()
    {
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        await World.HintsWorkedAsync();
    }
}
