using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Staff archive and delete conversations, and take that back; what comes in brings them back by itself.</summary>
public sealed class FilingConversations(CountedWorld counted) : IClassFixture<CountedWorld>
{
    private OwnWorld World => counted.World;

    [Fact]
    public async Task It_stands_in_one_view_and_what_comes_in_from_outside_brings_it_back()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var (staff, person) = (written.Staff, await World.UnlockAsync(written.Link));
        await IsInAsync(written, "inbox");
        foreach (var (filing, view) in new[] { ("archived", "archived"), ("deleted", "deleted"), ("none", "inbox") })
        {
            var filed = (await FileAsync(written, filing)).Expect(200);
            (await FileAsync(written, filing)).Expect(200).Text.ShouldBe(filed.Text);
            await IsInAsync(written, view);
            (await staff.OpenAsync(written.Mailbox))["filing"]!.GetValue<string>().ShouldBe(filing);
        }

        // The person notices nothing, and is told nothing of it.
        (await FileAsync(written, "deleted")).Expect(200);
        (await person.OpenAsync(written.Link.ParticipantId))["filing"].ShouldBeNull();
        (await person.SendAsync(written.Draft.Next(written.Link.ParticipantId))).Expect(201);
        await IsInAsync(written, "inbox");

        // What staff write leaves the archive as it is, and takes back what was deleted.
        (await FileAsync(written, "archived")).Expect(200);
        (await staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        await IsInAsync(written, "archived");
        (await FileAsync(written, "deleted")).Expect(200);
        (await staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        await IsInAsync(written, "inbox");

        var (place, id) = ($"conversations/{written.Link.ConversationId}", await staff.AccountIdAsync());
        await World.IsWrittenDownAsync(place, ConversationEvents.ConversationArchived, id, written.Link.ConversationId, times: 2);
        await World.IsWrittenDownAsync(place, ConversationEvents.ConversationDeleted, id, written.Link.ConversationId, times: 3);
        await World.IsWrittenDownAsync(place, ConversationEvents.ConversationRestored, id, written.Link.ConversationId, times: 1);
    }

    [Fact]
    public async Task A_number_that_is_disputed_comes_back_too()
    {
        var written = await World.WriteToSomebodyAsync("sms");
        (await FileAsync(written, "archived")).Expect(200);

        (await World.NewBrowser().PostAsync(
            written.Link.Path("not-my-number"), new { secret = written.Link.Secret, explanation = "Dat is niet van mij." })).Expect(204);

        (await IsInAsync(written, "inbox"))["notMyNumber"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_came_in_unseen_is_not_put_away_whoever_is_first()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var person = await World.UnlockAsync(written.Link);
        var seen = written.Draft.MessageId;
        for (var round = 0; round < 6; round++)
        {
            var next = written.Draft.Next(written.Link.ParticipantId);
            var filing = round % 2 == 0 ? "archived" : "deleted";

            var answers = await Task.WhenAll(person.SendAsync(next), FileAsync(written, filing, seen));

            answers[0].Expect(201);
            ((int)answers[1].Status).ShouldBeOneOf(200, 409);
            await IsInAsync(written, "inbox");
            (await FileAsync(written, filing, seen)).Expect(409, "came-in-meanwhile");
            seen = next.MessageId;
        }

        // What was written here is no news; taking back asks nothing.
        (await written.Staff.SendAsync(written.Draft.Next(written.Mailbox))).Expect(201);
        (await FileAsync(written, "archived", seen)).Expect(200);
        (await FileAsync(written, "none", Seals.NewId())).Expect(200);
    }

    [Fact]
    public async Task Deleted_it_can_be_taken_back_for_thirty_days_and_then_is_gone_for_everybody()
    {
        var (kept, gone) = (await World.WriteToSomebodyAsync("none"), await World.WriteWithFileAsync());
        (await FileAsync(kept, "deleted")).Expect(200);
        var endsAt = (await FileAsync(gone, "deleted")).Expect(200)["endsAt"]!.GetValue<DateTimeOffset>();
        endsAt.ShouldBe(World.Time.GetUtcNow() + SecurityNumbers.DeletedConversationKept);
        await World.HintsWorkedAsync();

        World.AdvanceTo(endsAt.AddSeconds(-1));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        var staff = await World.LogInAsync();
        (await InAsync(staff, "deleted", gone.Link.ConversationId))!["endsAt"]!.GetValue<DateTimeOffset>().ShouldBe(endsAt);
        (await staff.PostAsync($"/api/participants/{kept.Mailbox}/filing", new { filing = "none" })).Expect(200);
        await (await World.UnlockAgainAsync(gone.Link)).OpenAsync(gone.Link.ParticipantId);
        await World.HintsWorkedAsync();

        World.Time.Advance(TimeSpan.FromSeconds(1));
        (await staff.TryOpenAsync(gone.Mailbox)).Expect(404, "not-found");
        (await staff.PostAsync($"/api/participants/{gone.Mailbox}/filing", new { filing = "none" })).Expect(404, "not-found");
        (await World.NewBrowser().PostAsync(gone.Link.Path("look"), new { secret = gone.Link.Secret })).Expect(404, "link-ended");
        (await World.NewBrowser().AskCodeAsync(gone.Link)).Expect(404, "link-unknown");
        (await InAsync(staff, "deleted", gone.Link.ConversationId)).ShouldBeNull();
        await staff.OpenAsync(kept.Mailbox);

        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        (await KeysAsync(gone)).ShouldAllBe(row => row.StartsWith("audit~", StringComparison.Ordinal));
        (await KeysAsync(kept)).ShouldContain("conversation");
        (await World.RowsAsync("mailboxes")).ShouldNotContain(row => row.RowKey.StartsWith("deleted~", StringComparison.Ordinal));
        (await World.RowsAsync("expiries")).ShouldNotContain(row => row.RowKey.StartsWith("deleted~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_that_there_is_not_and_a_conversation_without_a_message_are_refused()
    {
        var staff = await World.LogInAsync();
        var draft = await staff.BeginAsync();

        (await staff.GetAsync($"/api/mailboxes/{await MailboxIdAsync(staff)}/conversations?view=everything")).Expect(400, "bad-input");
        (await staff.PostAsync($"/api/participants/{draft.Author}/filing", new { filing = "archived" })).Expect(404, "not-found");
        (await staff.PostAsync($"/api/participants/{draft.Author}/filing", new { filing = "elsewhere" })).Expect(400, "bad-input");
    }

    private static Task<ApiAnswer> FileAsync(Written written, string filing, string? messageId = null) =>
        written.Staff.PostAsync($"/api/participants/{written.Mailbox}/filing", new { filing, messageId });

    /// <summary>Its row; as soon as it stands in this view, where it must stand in no other.</summary>
    private async Task<JsonNode> IsInAsync(Written written, string view)
    {
        await World.HintsWorkedAsync();
        var found = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var each in (string[])["inbox", "archived", "deleted"])
        {
            found[each] = await InAsync(written.Staff, each, written.Link.ConversationId);
        }

        found.Where(one => one.Value is not null).Select(one => one.Key).ShouldBe([view]);
        return found[view]!;
    }

    private static async Task<JsonNode?> InAsync(ApiClient staff, string view, string conversationId) =>
        (await staff.GetAsync($"/api/mailboxes/{await MailboxIdAsync(staff)}/conversations?view={view}")).Expect(200)["conversations"]!
        .AsArray().SingleOrDefault(row => row!["conversationId"]!.GetValue<string>() == conversationId);

    private static async Task<string> MailboxIdAsync(ApiClient staff) =>
        (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

    private async Task<IReadOnlyList<string>> KeysAsync(Written written) =>
        [.. (await World.RowsAsync("conversations", written.Link.ConversationId)).Select(row => row.RowKey)];
}
