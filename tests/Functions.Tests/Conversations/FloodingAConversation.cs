using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Administration;
using Zegel.Functions.Conversations;
using Zegel.Functions.Spaces;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Rules;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Many messages at once: everybody is told once until they have read, and nobody writes without an end (M4).</summary>
public sealed class FloodingAConversation(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncLifetime
{
    private const string Waits = "beveiligd bericht";
    private const string Received = "heeft uw bericht ontvangen";
    private readonly OwnWorld world = clock.World;
    private int waits;

    private string Owner => world.StaffLogIn.Email;

    public async ValueTask InitializeAsync()
    {
        await world.HintsWorkedAsync();
        await world.SweepUntilSettledAsync();
        world.AdvanceToNext(TimeSpan.FromHours(1));
        waits = world.Mails(Owner, Waits).Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Forty_messages_make_two_mails_and_after_thirty_the_writer_must_wait()
    {
        var (link, sender, draft) = await BegunAsync();

        for (var i = 1; i < SecurityNumbers.MessagesPerPersonPerHour; i++)
        {
            (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
        }

        var retryAt = (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(429, "too-many-requests")["retryAt"]!.GetValue<DateTimeOffset>();
        await world.SweepUntilSettledAsync();
        world.Mails(Owner, Waits).Count.ShouldBe(waits + 1);
        world.Mails(link.Email, Received).Count.ShouldBe(1);
        world.AdvanceTo(retryAt);
        sender = await AgainAsync(link);
        (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
    }

    [Fact]
    public async Task Whoever_read_is_told_of_what_comes_after_and_so_is_whoever_did_not_for_a_day()
    {
        var (link, sender, draft) = await BegunAsync();
        var mailbox = link.ConversationId + "00";
        await world.SweepUntilSettledAsync();
        var staff = await world.LogInAsync();
        (await staff.TryOpenAsync(mailbox)).Expect(200);

        (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
        (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
        await world.SweepUntilSettledAsync();
        world.Mails(Owner, Waits).Count.ShouldBe(waits + 2);
        world.Mails(link.Email, Received).Count.ShouldBe(2);

        world.Time.Advance(SecurityNumbers.NoticeAgain);
        sender = await AgainAsync(link);
        (await sender.SendAsync(draft.Next(link.ParticipantId))).Expect(201);
        await world.SweepUntilSettledAsync();
        world.Mails(Owner, Waits).Count.ShouldBe(waits + 3);
        world.Mails(link.Email, Received).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Staff_who_write_often_tell_a_reader_once_and_a_reader_who_could_not_be_told_again()
    {
        var written = await world.WriteToSomebodyAsync("none");
        for (var i = 0; i < 5; i++)
        {
            (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        }

        await world.SweepUntilSettledAsync();
        world.Inbox.To(written.Link.Email).Count.ShouldBe(1);

        await (await world.UnlockAsync(written.Link)).OpenAsync(written.Link.ParticipantId);
        await world.FailNextAsync(InboxKind.Email, new InboxFault.Refused(400));
        (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        await world.SweepUntilSettledAsync();
        world.Mails(Owner, "kwam niet aan").Count.ShouldBe(1, "who wrote hears that a reader could not be told");
        await world.NextMessageAsync(written.Link.Email, async () => (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201));
    }

    [Fact]
    public async Task Reading_while_messages_come_leaves_none_untold()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var reader = await world.UnlockAsync(written.Link);
        for (var round = 0; round < 5; round++)
        {
            var send = written.Staff.SendAsync(written.Draft.Next(written.Mailbox));
            await Task.WhenAll(send, reader.TryOpenAsync(written.Link.ParticipantId));
            (await send).Expect(201);

            var person = await world.ParticipantAsync(written.Link.ParticipantId);
            var isRead = (await reader.OpenAsync(written.Link.ParticipantId))["messages"]!.AsArray()[^1]!["isNew"]!.GetValue<bool>() == false;
            (isRead || person.HasUnread).ShouldBeTrue("what was not read was told of after the last reading");
        }
    }

    [Theory]
    [InlineData(0, 0, 9_990_000, 0, null)]
    [InlineData(0, 0, 10_000_000, 0, "notes-full")]
    [InlineData(0, 0, 0, 100_000_000, "notes-full")]
    [InlineData(30, 30, 0, 0, "too-many-requests")]
    [InlineData(0, 100, 0, 0, "too-many-requests")]
    public async Task What_somebody_outside_wrote_is_bounded_and_staff_go_on(int inHour, int inDay, long own, long all, string? refusal)
    {
        var (link, sender, draft) = await BegunAsync();
        var now = world.Time.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        await world.ChangeAsync<Participant>(link.ConversationId, "participant~01", person => person with { Written = new WrittenSoFar(hour, inHour, inDay, own) });
        await world.ChangeAsync<Conversation>(link.ConversationId, "conversation", conversation => conversation with { WrittenOutside = new WrittenSoFar(hour, 0, 0, all) });

        (await sender.SendAsync(draft.Next(link.ParticipantId))).Problem.ShouldBe(refusal);

        var staff = await world.LogInAsync();
        (await staff.SendAsync(draft.Next(link.ConversationId + "00"))).Expect(201);
    }

    [Fact]
    public void Hours_and_days_are_counted_apart()
    {
        var start = new DateTimeOffset(2026, 11, 21, 22, 30, 0, TimeSpan.Zero);
        var written = WrittenSoFar.Nothing.With(10, start).With(10, start.AddMinutes(29));
        (written.InHour, written.InDay, written.NoteBytes).ShouldBe((2, 2, 20));

        var later = written.With(10, start.AddMinutes(31));
        (later.InHour, later.InDay).ShouldBe((1, 3));
        later.RetryAt(1, 3).ShouldBeNull();
        written.RetryAt(1, 3).ShouldBe(start.AddMinutes(30));
        later.RetryAt(5, 2).ShouldBe(start.AddMinutes(90));
        var tomorrow = later.With(10, start.AddMinutes(91));
        (tomorrow.InHour, tomorrow.InDay, tomorrow.NoteBytes).ShouldBe((1, 1, 40));
    }

    [Fact]
    public void What_somebody_waits_for_never_waits_for_notices()
    {
        var waiting = EverythingDeclaredIsRegistered.Declared<Notice>().Where(kind => kind.CanWait).ToList();

        waiting.ShouldContain(ConversationNotices.MessageWaitingWithCode);
        waiting.ShouldContain(ConversationNotices.MailboxMessage);
        Notice[] first =
        [
            ConversationNotices.StarterCode, ConversationNotices.CodeAgain, AccountNotices.Invitation, AccountNotices.PasswordLink, AccountNotices.LogInMail,
            AccountNotices.AddressCodeMail, ConversationNotices.NewLink, ConversationNotices.NewLinkWithCode, AdministrationNotices.FactorReset,
        ];
        waiting.Intersect(first).ShouldBeEmpty();
    }

    /// <summary>Unlocks again, after a session has ended.</summary>
    private async Task<ApiClient> AgainAsync(Link link) => await world.UnlockAsync(TestWorld.LinkIn(await world.NextMessageAsync(
        link.Email, async () => (await world.NewBrowser().AskCodeAsync(link)).Expect(202))));

    private async Task<(Link Link, ApiClient Sender, Draft Draft)> BegunAsync()
    {
        var link = await world.StarterConversationAsync();
        var sender = await world.UnlockAsync(link);
        var draft = await sender.FirstDraftAsync(link.ParticipantId);
        (await sender.SendAsync(draft)).Expect(201);
        return (link, sender, draft);
    }
}
