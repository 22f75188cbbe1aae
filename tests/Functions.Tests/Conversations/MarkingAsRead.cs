using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>"Mark as read": a conversation counts as read for its mailbox, and nothing of it is handed out.</summary>
public sealed class MarkingAsRead(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld world = clock.World;

    [Fact]
    public async Task It_is_read_for_the_mailbox_and_nobody_outside_is_told_that_it_was_opened()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var (staff, me) = (written.Staff, written.Link.ParticipantId);
        var person = await world.UnlockAsync(written.Link);
        var answer = written.Draft.Next(me);
        (await person.SendAsync(answer)).Expect(201);
        (await IsUnreadAsync(written)).ShouldBeTrue();
        (await world.ParticipantAsync(written.Mailbox)).HasUnread.ShouldBeTrue();
        var other = await world.ColleagueAsync(await staff.MailboxAsync());

        // Two at once, and again: no key and no text in any answer, and it is written down once.
        foreach (var marked in await Task.WhenAll(MarkAsync(staff, written, answer), MarkAsync(other, written, answer)))
        {
            marked.Expect(204).Text.ShouldBe("");
        }

        (await MarkAsync(staff, written, answer)).Expect(204);

        (await IsUnreadAsync(written)).ShouldBeFalse();
        (await world.ParticipantAsync(written.Mailbox)).HasUnread.ShouldBeFalse();
        var place = $"conversations/{written.Link.ConversationId}";
        (await world.AuditedAsync(place)).Count(entry => entry.Event == "conversation-marked-read").ShouldBe(1);
        (await world.RowsAsync("conversations", written.Link.ConversationId)).Count(row => row.RowKey.StartsWith("receipt~", StringComparison.Ordinal)).ShouldBe(1);
        (await ReadAtAsync(person, me)).ShouldBeNull();

        // Opening it is what they are told of, and it is new to nobody.
        var opened = (await staff.OpenAsync(written.Mailbox))["messages"]!.AsArray();
        opened.ShouldAllBe(message => !message!["isNew"]!.GetValue<bool>());
        (await ReadAtAsync(person, me)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_came_in_after_what_was_seen_stays_unread()
    {
        var written = await world.WriteToSomebodyAsync("none");
        var (staff, me) = (written.Staff, written.Link.ParticipantId);
        var person = await world.UnlockAsync(written.Link);
        var (seen, unseen) = (written.Draft.Next(me), written.Draft.Next(me));
        (await person.SendAsync(seen)).Expect(201);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        (await person.SendAsync(unseen)).Expect(201);

        (await MarkAsync(staff, written, seen)).Expect(204);

        (await IsUnreadAsync(written)).ShouldBeTrue();
        (await world.ParticipantAsync(written.Mailbox)).HasUnread.ShouldBeTrue();
        (await MarkAsync(staff, written, unseen)).Expect(204);
        (await IsUnreadAsync(written)).ShouldBeFalse();
        await world.IsWrittenDownAsync(
            $"conversations/{written.Link.ConversationId}", ConversationEvents.ConversationMarkedRead, await staff.AccountIdAsync(),
            written.Link.ConversationId, times: 2);
    }

    [Fact]
    public async Task Only_for_the_mailbox_and_only_up_to_a_message_of_it()
    {
        var (written, elsewhere) = (await world.WriteToSomebodyAsync("none"), await world.WriteToSomebodyAsync("none"));
        var person = await world.UnlockAsync(written.Link);

        (await MarkAsync(written.Staff, written, elsewhere.Draft)).Expect(404, "not-found");
        (await MarkAsync(await world.OtherStaffAsync(), written, written.Draft)).Expect(404, "not-found");
        (await MarkAsync(person, written, written.Draft)).Expect(401, "not-signed-in");
        (await written.Staff.PostAsync($"/api/participants/{written.Link.ParticipantId}/read", new { messageId = written.Draft.MessageId }))
            .Expect(404, "not-found");
    }

    private static Task<ApiAnswer> MarkAsync(ApiClient browser, Written written, Draft upTo) =>
        browser.PostAsync($"/api/participants/{written.Mailbox}/read", new { messageId = upTo.MessageId });

    private static async Task<JsonNode?> ReadAtAsync(ApiClient person, string me) =>
        (await person.OpenAsync(me))["messages"]!.AsArray()[^1]!["receipts"]![0]!["openedAt"];

    private async Task<bool> IsUnreadAsync(Written written)
    {
        await world.HintsWorkedAsync();
        return (await written.Staff.GetAsync($"/api/mailboxes/{await written.Staff.MailboxAsync()}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Single(row => row!["conversationId"]!.GetValue<string>() == written.Link.ConversationId)!["unread"]!.GetValue<bool>();
    }
}
