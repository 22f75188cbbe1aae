using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Conversations;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Internal notes (X6): for the people of the mailbox alone, at the level of keys, and gone with the conversation.</summary>
public sealed class InternalNotesForColleagues(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task No_note_opens_with_all_that_a_recipient_ever_got_and_no_answer_of_theirs_holds_one()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var notes = await Notes.OfAsync(World, written);
        var person = await World.UnlockAsync(written.Link);
        var noteId = Seals.NewId();
        var kept = (await notes.KeepAsync(noteId, 0, "Deze meneer belt elke dag.")).Expect(200);
        (kept["by"]!.GetValue<string>(), kept["accountId"]!.GetValue<string>(), kept["revision"]!.GetValue<int>())
            .ShouldBe(((await written.Staff.GetAsync("/api/session")).Expect(200)["name"]!.GetValue<string>(), notes.AccountId, 1));
        (await notes.TextsAsync(written.Staff)).ShouldBe(["Deze meneer belt elke dag."]);
        await World.HintsWorkedAsync();

        // Every route that a visitor may ask, about themselves and about the mailbox, as far as it reads.
        var (mine, theirs) = (written.Link.ParticipantId, written.Mailbox);
        var stored = (await World.RowsAsync("conversations", written.Link.ConversationId)).Single(row => row.RowKey.StartsWith("sheet~internal~", StringComparison.Ordinal));
        var body = Convert.ToBase64String(stored.GetBinary("Note")!);
        var answers = new List<ApiAnswer>
        {
            await person.TryOpenAsync(mine), await person.GetAsync($"/api/participants/{mine}/revoked"),
            await person.PostAsync(written.Link.Path("look"), new { secret = written.Link.Secret }),
            await person.PostAsync($"/api/participants/{mine}/messages", written.Draft.Next(mine).ToBody()),
        };
        foreach (var id in new[] { mine, theirs })
        {
            foreach (var refused in await notes.AskAllAsync(person, id, noteId))
            {
                refused.Status.ShouldBeOneOf([System.Net.HttpStatusCode.Unauthorized, System.Net.HttpStatusCode.NotFound], refused.Text);
                answers.Add(refused);
            }
        }

        answers.ShouldAllBe(answer => !answer.Text.Contains(noteId, StringComparison.Ordinal) && !answer.Text.Contains(body, StringComparison.Ordinal));
        // As a file it is none; the answer names what was asked for.
        var asFile = (await person.PostAsync($"/api/participants/{mine}/downloads", new { files = new[] { noteId } })).Expect(200)["files"]![0]!;
        asFile["refused"]!.GetValue<string>().ShouldBe("not-found");
        World.MailsTo(written.Link.Email).ShouldAllBe(mail => !mail.Text!.Contains("belt elke dag", StringComparison.Ordinal));
        // With the key of the conversation, which they have, it does not open; with the mailbox's it does.
        var sealKey = Convert.FromBase64String((await person.OpenAsync(mine))["sealKey"]!.GetValue<string>());
        var sealedNote = (await notes.ListAsync(written.Staff))["notes"]![0]!["note"]!;
        Should.Throw<CryptographicException>(() => Seals.OpenNote(sealKey, sealedNote));
        Seals.OpenNote(notes.Key, sealedNote)["text"]!.GetValue<string>().ShouldBe("Deze meneer belt elke dag.");
        // And what is sealed under the conversation's key is refused: a browser that is wrong leaks nothing.
        (await written.Staff.PostAsync(notes.Path, new
        {
            noteId = Seals.NewId(), revision = 0, note = Seals.Note(sealKey, written.Link.ConversationId, new JsonObject { ["text"] = "x" }),
        })).Expect(400, "bad-input");
        await World.IsWrittenDownAsync($"conversations/{written.Link.ConversationId}", ConversationEvents.InternalNoteWritten, notes.AccountId, noteId, times: 1);
    }

    [Fact]
    public async Task Who_wrote_one_changes_it_throws_it_away_and_puts_it_back_and_nobody_else()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var notes = await Notes.OfAsync(World, written);
        var (other, _, _) = await World.BesideAsync(notes.MailboxId);
        var noteId = Seals.NewId();
        var note = notes.Seal(noteId, "Bellen.");
        for (var i = 0; i < 2; i++)
        {
            // The same again, after an answer that was lost, is the same note.
            (await written.Staff.PostAsync(notes.Path, new { noteId, revision = 0, note })).Expect(200)["revision"]!.GetValue<int>().ShouldBe(1);
        }

        (await notes.TextsAsync(other)).ShouldBe(["Bellen."]);
        (await other.PostAsync(notes.Path, new { noteId, revision = 1, note = notes.Seal(noteId, "Anders.") })).Expect(409, "id-taken");
        (await other.DeleteAsync($"{notes.Path}/{noteId}")).Expect(404, "not-found");
        (await notes.KeepAsync(noteId, 1, "Gebeld.")).Expect(200)["changedAt"].ShouldNotBeNull();
        (await notes.KeepAsync(noteId, 1, "Ook gebeld.")).Expect(409, "internal-note-changed");

        (await written.Staff.DeleteAsync($"{notes.Path}/{noteId}")).Expect(204);
        (await written.Staff.DeleteAsync($"{notes.Path}/{noteId}")).Expect(204);
        (await notes.TextsAsync(written.Staff)).ShouldBeEmpty();
        (await notes.KeepAsync(noteId, 2, "Gebeld.")).Expect(200);
        (await notes.TextsAsync(other)).ShouldBe(["Gebeld."]);
        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        var staff = await World.LogInAsync();
        (await notes.TextsAsync(staff)).ShouldBe(["Gebeld."]);

        (await staff.DeleteAsync($"{notes.Path}/{noteId}")).Expect(204);
        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        (await SheetsAsync(written)).ShouldBeEmpty();
        var place = $"conversations/{written.Link.ConversationId}";
        await World.IsWrittenDownAsync(place, ConversationEvents.InternalNoteChanged, notes.AccountId, noteId, times: 2);
        await World.IsWrittenDownAsync(place, ConversationEvents.InternalNoteRemoved, notes.AccountId, noteId, times: 2);
    }

    [Fact]
    public async Task Revoking_and_expiry_keep_them_and_the_end_of_the_conversation_takes_them()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var notes = await Notes.OfAsync(World, written);
        (await notes.KeepAsync(Seals.NewId(), 0, "Blijft.")).Expect(200);
        (await written.Staff.RevokeAsync(written.Draft)).Expect(200);
        (await notes.TextsAsync(written.Staff)).ShouldBe(["Blijft."]);

        (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/filing", new { filing = "deleted" })).Expect(200);
        World.Time.Advance(SecurityNumbers.DeletedConversationKept);
        (await notes.ListAnswerAsync(await World.LogInAsync())).Expect(404, "not-found");
        World.Time.Advance(TimeSpan.FromHours(2));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        (await SheetsAsync(written)).ShouldBeEmpty();
    }

    [Fact]
    public async Task There_are_no_more_than_fit_and_none_is_too_long()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var notes = await Notes.OfAsync(World, written);
        (await notes.KeepAsync(Seals.NewId(), 0, new string('x', SecurityNumbers.InternalNoteBytes))).Expect(400, "bad-input");
        await Parallel.ForEachAsync(Enumerable.Range(0, SecurityNumbers.InternalNotes), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            (await notes.KeepAsync(Seals.NewId(), 0, "x")).Expect(200));
        (await notes.KeepAsync(Seals.NewId(), 0, "x")).Expect(409, "too-many-here");
    }

    [Fact]
    public async Task Staff_who_read_what_was_written_to_them_are_recipients_like_others()
    {
        var (reader, _, email) = await World.ColleagueAsync(Role.Staff);
        var staff = await World.LogInAsync();
        var draft = await staff.BeginAsync(WritingToSomebody.Recipient(email, "Wim", "account", null));
        var notice = await World.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        var written = new Written(staff, TestWorld.LinkIn(notice), "", draft, notice);
        var notes = await Notes.OfAsync(World, written);
        var noteId = Seals.NewId();
        (await notes.KeepAsync(noteId, 0, "Wim hoeft dit niet te weten.")).Expect(200);
        var mine = written.Link.ParticipantId;
        // A member of staff, signed in, who writes in this conversation: all but somebody of its mailbox.
        await reader.OpenAsync(mine);
        (await reader.SendAsync(draft.Next(mine))).Expect(201);

        foreach (var id in new[] { mine, written.Mailbox })
        {
            foreach (var answer in await notes.AskAllAsync(reader, id, noteId))
            {
                answer.Expect(404, "not-found");
            }
        }

        (await notes.TextsAsync(staff)).ShouldBe(["Wim hoeft dit niet te weten."]);
        (await notes.ListAsync(staff))["handling"]!["followers"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_else_reads_or_writes_one_and_who_lost_the_mailbox_neither()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var notes = await Notes.OfAsync(World, written);
        var noteId = Seals.NewId();
        (await notes.KeepAsync(noteId, 0, "x")).Expect(200);
        var (former, formerId, _) = await World.BesideAsync(notes.MailboxId);
        (await notes.ListAnswerAsync(former)).Expect(200);
        await World.LeavesAsync(formerId, notes.MailboxId);
        foreach (var browser in new[] { former, await World.OtherStaffAsync(), (await World.ColleagueAsync(Role.ServiceDesk)).Browser, World.NewBrowser() })
        {
            foreach (var answer in await notes.AskAllAsync(browser, written.Mailbox, noteId))
            {
                ((int)answer.Status).ShouldBeOneOf([401, 404], answer.Text);
            }
        }

        (await notes.TextsAsync(written.Staff)).ShouldBe(["x"]);
    }

    private async Task<IReadOnlyList<string>> SheetsAsync(Written written) =>
    [
        .. (await World.RowsAsync("conversations", written.Link.ConversationId)).Select(row => row.RowKey)
            .Where(key => key.StartsWith("sheet~internal", StringComparison.Ordinal)),
    ];

    /// <summary>The notes of a conversation, as who began it writes them.</summary>
    private sealed record Notes(Written Written, string MailboxId, byte[] Key, string AccountId)
    {
        public string Path => $"/api/participants/{Written.Mailbox}/internal-notes";

        public static async Task<Notes> OfAsync(OwnWorld world, Written written)
        {
            await world.HintsWorkedAsync();
            var mailboxId = await written.Staff.MailboxAsync();
            return new Notes(written, mailboxId, await written.Staff.MailboxKeyAsync(mailboxId), await written.Staff.AccountIdAsync());
        }

        public JsonNode Seal(string noteId, string text) =>
            WritingInside.InternalNote(Key, MailboxId, Written.Link.ConversationId, noteId, AccountId, text);

        public Task<ApiAnswer> KeepAsync(string noteId, int revision, string text) =>
            Written.Staff.PostAsync(Path, new { noteId, revision, note = Seal(noteId, text) });

        public Task<ApiAnswer> ListAnswerAsync(ApiClient browser) => browser.GetAsync($"/api/participants/{Written.Mailbox}/handling");

        public async Task<JsonNode> ListAsync(ApiClient browser) => (await ListAnswerAsync(browser)).Expect(200).Json;

        public async Task<IReadOnlyList<string>> TextsAsync(ApiClient browser) =>
            [.. (await ListAsync(browser))["notes"]!.AsArray().Select(one => Seals.OpenNote(Key, one!["note"]!)["text"]!.GetValue<string>())];

        /// <summary>Every route of notes and of handling.</summary>
        public async Task<IReadOnlyList<ApiAnswer>> AskAllAsync(ApiClient browser, string participantId, string noteId)
        {
            var path = $"/api/participants/{participantId}";
            return
            [
                await browser.GetAsync($"{path}/handling"),
                await browser.PostAsync($"{path}/internal-notes", new { noteId = Seals.NewId(), revision = 0, note = Seal(noteId, "y") }),
                await browser.DeleteAsync($"{path}/internal-notes/{noteId}"),
                await browser.PostAsync($"{path}/assigned", new { accountId = (string?)null, before = (string?)null }),
                await browser.PostAsync($"{path}/snoozed", new { until = DateTimeOffset.UtcNow.AddYears(1) }),
                await browser.PostAsync($"{path}/followed", new { follows = true }),
                await browser.PostAsync($"{path}/labels", new { add = Array.Empty<string>(), remove = Array.Empty<string>() }),
                await browser.GetAsync($"/api/mailboxes/{MailboxId}/colleagues"),
                await browser.GetAsync($"/api/mailboxes/{MailboxId}/labels"),
                await browser.PostAsync($"/api/mailboxes/{MailboxId}/labels/{noteId}", new { revision = 0, note = Seal(noteId, "y") }),
                await browser.DeleteAsync($"/api/mailboxes/{MailboxId}/labels/{noteId}"),
            ];
        }
    }
}
