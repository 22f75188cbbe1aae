using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>A message with a date: from that second nobody is handed it, and then it is gone, but for that there was one.</summary>
public sealed class ExpiringMessages(CountedWorld counted) : IClassFixture<CountedWorld>
{
    private OwnWorld World => counted.World;

    private DateTimeOffset Now => World.Time.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_that_second_nobody_is_handed_note_subject_or_file_and_then_they_are_gone()
    {
        var expiresAt = Now.AddDays(3);
        var written = await World.WriteWithFileAsync(expiresAt);
        var (fileId, conversationId) = (written.Draft.Files.Keys.Single(), written.Link.ConversationId);
        var blob = (await World.FileAsync(conversationId, fileId)).BlobName;
        await World.HintsWorkedAsync();

        World.AdvanceTo(expiresAt.AddSeconds(-1));
        var (staff, person) = (await World.LogInAsync(), await World.UnlockAgainAsync(written.Link));
        (await person.TextsAsync(written.Link.ParticipantId, written.Draft.SealKey)).ShouldBe([written.Draft.Text]);
        var ticket = await TicketAsync(person, written.Link.ParticipantId, fileId);
        ticket.Expect(200)["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(expiresAt, "no ticket outlives the message");
        (await RowAsync(staff, conversationId))["header"].ShouldNotBeNull();

        World.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var (browser, me) in new[] { (person, written.Link.ParticipantId), (staff, written.Mailbox) })
        {
            await IsExpiredAsync(browser, me, expiresAt);
            (await TicketAsync(browser, me, fileId)).Expect(404, "not-found");
            (await browser.PostAsync($"/api/participants/{me}/downloads", new { files = new[] { fileId } })).Expect(200)["files"]![0]!["refused"]!
                .GetValue<string>().ShouldBe("not-found");
        }

        (await RowAsync(staff, conversationId))["header"].ShouldBeNull();
        (await World.StoredAsync(blob)).ShouldBeGreaterThan(0, "the purge did not come by yet");

        await PurgeAsync(hours: 2);
        (await World.StoredAsync(blob)).ShouldBe(0);
        var message = (await World.RowsAsync("conversations", conversationId)).Single(
            row => row.RowKey.StartsWith("message~", StringComparison.Ordinal));
        message.Keys.ShouldNotContain(key => key.StartsWith("Note", StringComparison.Ordinal) || key.StartsWith("Header", StringComparison.Ordinal));
        await IsExpiredAsync(await World.LogInAsync(), written.Mailbox, expiresAt);
        (await World.RowsAsync("mailboxes")).Single(row => row.RowKey.EndsWith(conversationId, StringComparison.Ordinal)
            && row.RowKey.StartsWith("list~", StringComparison.Ordinal)).Keys.ShouldNotContain("Header");
        await World.IsWrittenDownAsync($"conversations/{conversationId}", ConversationEvents.MessageExpired, "system", written.Draft.MessageId, times: 1);

        // The conversation goes on.
        var again = await World.LogInAsync();
        (await again.SendAsync(written.Draft.Next(written.Mailbox) with { Files = new Dictionary<string, EncryptedFile>(), ExpiresAt = null })).Expect(201);
        (await again.OpenAsync(written.Mailbox))["messages"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_date_is_changed_while_somebody_reads_and_each_time_the_last_one_counts()
    {
        var written = await World.WriteWithFileAsync();
        var (person, fileId, messageId) = (await World.UnlockAsync(written.Link), written.Draft.Files.Keys.Single(), written.Draft.MessageId);
        (await person.TextsAsync(written.Link.ParticipantId, written.Draft.SealKey)).Count.ShouldBe(1);

        // Shortened while it is read; extended again; not at all; at last shortened.
        (await ChangeAsync(written, messageId, Now.AddHours(1))).Expect(200);
        (await ChangeAsync(written, messageId, Now.AddDays(10))).Expect(200);
        await PurgeAsync(hours: 3);
        person = await World.UnlockAgainAsync(written.Link);
        (await person.TextsAsync(written.Link.ParticipantId, written.Draft.SealKey)).Count.ShouldBe(1);
        (await TicketAsync(person, written.Link.ParticipantId, fileId)).Expect(200);
        written = written with { Staff = await World.LogInAsync() };
        var staffId = await written.Staff.AccountIdAsync();
        (await ChangeAsync(written, messageId, null)).Expect(200);
        var last = Now.AddMinutes(1);
        (await ChangeAsync(written, messageId, last)).Expect(200);
        World.AdvanceTo(last);

        await IsExpiredAsync(person, written.Link.ParticipantId, last);
        (await TicketAsync(person, written.Link.ParticipantId, fileId)).Expect(404, "not-found");
        (await ChangeAsync(written, messageId, Now.AddDays(1))).Expect(409, "message-expired");
        await PurgeAsync(hours: 2);
        (await ChangeAsync(written with { Staff = await World.LogInAsync() }, messageId, Now.AddDays(1))).Expect(409, "message-expired");
        await World.IsWrittenDownAsync($"conversations/{written.Link.ConversationId}", ConversationEvents.ExpiryChanged, staffId, messageId, times: 4);
    }

    [Fact]
    public async Task A_date_that_is_past_is_refused_at_its_field_and_only_staff_give_one()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var person = await World.UnlockAsync(written.Link);
        foreach (var (at, code) in new[]
        {
            (Now, "expires-past"), (Now.AddYears(-1), "expires-past"), (Now + SecurityNumbers.LatestExpiry + TimeSpan.FromSeconds(1), "expires-late"),
        })
        {
            var sent = await written.Staff.SendAsync(written.Draft.Next(written.Mailbox) with { ExpiresAt = at });
            sent.Expect(400, "bad-input")["errors"]!["expiresAt"]![0]!.GetValue<string>().ShouldBe(code);
            (await ChangeAsync(written, written.Draft.MessageId, at)).Expect(400, "bad-input");
        }

        (await person.SendAsync(written.Draft.Next(written.Link.ParticipantId) with { ExpiresAt = Now.AddDays(1) })).Expect(400, "bad-input");
        var answer = written.Draft.Next(written.Link.ParticipantId);
        (await person.SendAsync(answer)).Expect(201);
        (await ChangeAsync(written, answer.MessageId, Now.AddDays(1))).Expect(404, "not-found");
        (await ChangeAsync(written, Seals.NewId(), Now.AddDays(1))).Expect(404, "not-found");

        // A retry after its time is answered as the first one was.
        var brief = written.Draft.Next(written.Mailbox) with { ExpiresAt = Now.AddSeconds(1) };
        var body = brief.ToBody();
        var first = (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/messages", body)).Expect(201);
        World.Time.Advance(TimeSpan.FromSeconds(2));
        (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/messages", body)).Expect(201).Text.ShouldBe(first.Text);
    }

    private static Task<ApiAnswer> ChangeAsync(Written written, string messageId, DateTimeOffset? expiresAt) =>
        written.Staff.PostAsync($"/api/participants/{written.Mailbox}/messages/{messageId}/expiry", new { expiresAt });

    private static Task<ApiAnswer> TicketAsync(ApiClient browser, string participantId, string fileId) =>
        browser.PostAsync($"/api/participants/{participantId}/files/{fileId}/ticket");

    private static async Task IsExpiredAsync(ApiClient browser, string participantId, DateTimeOffset expiresAt)
    {
        var message = (await browser.OpenAsync(participantId))["messages"]![0]!;
        message["note"].ShouldBeNull();
        message["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(expiresAt);
    }

    private static async Task<JsonNode> RowAsync(ApiClient staff, string conversationId)
    {
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return (await staff.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Single(row => row!["conversationId"]!.GetValue<string>() == conversationId)!;
    }

    private async Task PurgeAsync(int hours)
    {
        World.Time.Advance(TimeSpan.FromHours(hours));
        await World.PurgeAsync(Cancel);
        await World.HintsWorkedAsync();
    }
}
