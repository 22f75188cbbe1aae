using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>
/// Staff revoke a message for everybody (Z26-Z29): from that second nobody is handed anything of it, and nothing brings it
/// back.
/// </summary>
public sealed class RevokingMessages(CountedWorld counted) : IClassFixture<CountedWorld>
{
    private OwnWorld World => counted.World;

    [Fact]
    public async Task Nobody_is_handed_note_subject_or_file_after_it_was_read_and_no_retry_and_no_list_brings_it_back()
    {
        var written = await World.WriteWithFileAsync();
        var (staff, draft, me) = (written.Staff, written.Draft, written.Link.ParticipantId);
        var blob = (await World.FileAsync(draft.ConversationId, draft.Files.Keys.Single())).BlobName;
        var person = await World.UnlockAsync(written.Link);
        (await person.TextsAsync(me, draft.SealKey)).ShouldBe([draft.Text]);
        (await person.DownloadAsync(me, draft.Files.Keys.Single())).Stored.ShouldNotBeEmpty();
        (await LookAsync(person, me))["revokedAt"].ShouldBeNull();
        var other = await World.ColleagueAsync(await staff.MailboxAsync());

        // Two at once, and again: the first moment stays.
        var answers = await Task.WhenAll(staff.RevokeAsync(draft), other.RevokeAsync(draft));
        var at = answers[0].RevokedAt();
        answers[1].RevokedAt().ShouldBe(at);
        (await staff.RevokeAsync(draft)).RevokedAt().ShouldBe(at);

        await person.HasNothingOfAsync(me, draft);
        await staff.HasNothingOfAsync(written.Mailbox, draft);
        (await World.StoredAsync(blob)).ShouldBe(0);
        (await LookAsync(person, me))["revokedAt"]!.GetValue<DateTimeOffset>().ShouldBe(at);
        var stored = (await World.RowsAsync("conversations", draft.ConversationId))
            .Single(row => row.RowKey.StartsWith("message~", StringComparison.Ordinal));
        stored.Keys.ShouldNotContain(key => key.StartsWith("Note", StringComparison.Ordinal) || key.StartsWith("Header", StringComparison.Ordinal));
        await World.HintsWorkedAsync();
        var row = (await staff.GetAsync($"/api/mailboxes/{await staff.MailboxAsync()}/conversations")).Expect(200)["conversations"]!.AsArray()
            .Single(one => one!["conversationId"]!.GetValue<string>() == draft.ConversationId)!;
        (row["header"], row["revoked"]!.GetValue<bool>(), row["files"]!.GetValue<int>()).ShouldBe((null, true, 0));

        (await staff.PostAsync($"/api/participants/{written.Mailbox}/messages/{draft.MessageId}/expiry", new { expiresAt = (DateTimeOffset?)null }))
            .Expect(409, "message-revoked");
        await staff.HasNothingOfAsync(written.Mailbox, draft);
        // Of the two who pressed at once one did it.
        string[] both = [await staff.AccountIdAsync(), await other.AccountIdAsync()];
        var audited = (await World.AuditedAsync($"conversations/{draft.ConversationId}")).Single(entry => entry.Event == "message-revoked");
        (both.Contains(audited.Actor), audited.About).ShouldBe((true, draft.MessageId));

        // Whoever had it before it was revoked, the mailbox can still say; what its files were called, it alone.
        var forStaff = (await staff.OpenAsync(written.Mailbox))["messages"]![0]!;
        forStaff["receipts"]!.AsArray().Single(one => one!["participantId"]!.GetValue<string>() == me)!["openedAt"].ShouldNotBeNull();
        var names = Seals.OpenNote(await staff.MailboxKeyAsync(await staff.MailboxAsync()), forStaff["fileNames"]!);
        names["files"]![0]!["name"]!.GetValue<string>().ShouldBe(draft.FileName);
        var forPerson = (await person.OpenAsync(me))["messages"]![0]!;
        (forPerson["fileNames"], forPerson["revokedBy"]).ShouldBe((null, null));

        // The rest of the conversation goes on; a retry of a sending that comes late is answered as the first one was.
        var next = draft.Next(written.Mailbox) with { Files = new Dictionary<string, EncryptedFile>() };
        var (path, body) = ($"/api/participants/{written.Mailbox}/messages", JsonSerializer.Serialize(next.ToBody()));
        var sent = (await staff.PostTextAsync(path, body)).Expect(201);
        (await person.SendAsync(next.Next(me, "Dank u"))).Expect(201);
        (await staff.RevokeAsync(next)).Expect(200);
        (await staff.PostTextAsync(path, body)).Expect(201).Text.ShouldBe(sent.Text);
        (await person.OpenAsync(me))["messages"]!.AsArray().Select(message => message!["note"] is null).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Who_did_not_read_it_is_told_of_it_no_more_but_of_what_else_waits()
    {
        var staff = await World.LogInAsync();
        var (only, also) = (await World.WriteToSomebodyAsync("none", staff: staff), await World.WriteToSomebodyAsync("none", staff: staff));
        foreach (var written in new[] { only, also })
        {
            // They have read what there was after they were told; the notice of what comes does not leave yet.
            World.Time.Advance(TimeSpan.FromSeconds(1));
            var person = await World.UnlockAsync(written.Link);
            await person.OpenAsync(written.Link.ParticipantId);
            World.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var (first, second) = (also.Draft.Next(also.Mailbox), also.Draft.Next(also.Mailbox));
        var alone = only.Draft.Next(only.Mailbox);
        // Two notices, each tried four times by the client.
        await World.FailNextAsync(InboxKind.Email, [.. Enumerable.Repeat(new InboxFault.Refused(503), 8)]);
        (await staff.SendAsync(alone)).Expect(201);
        (await staff.SendAsync(first)).Expect(201);
        (await staff.SendAsync(second)).Expect(201);
        await World.HintsWorkedAsync();
        (await staff.RevokeAsync(alone)).Expect(200);
        (await staff.RevokeAsync(second)).Expect(200);
        await World.SweepUntilSettledAsync();

        (World.Inbox.To(only.Link.Email).Count, World.Inbox.To(also.Link.Email).Count).ShouldBe((1, 2));
        (await World.ParticipantAsync(only.Link.ParticipantId)).HasUnread.ShouldBeFalse();

        // Seven days later nobody is reminded of what was revoked, and what comes next is told at once.
        (await staff.SendAsync(only.Draft.Next(only.Mailbox))).Expect(201);
        await World.HintsWorkedAsync();
        World.Inbox.To(only.Link.Email).Count.ShouldBe(2);
        // That notice is of the later one.
        var receipts = (await staff.OpenAsync(only.Mailbox))["messages"]!.AsArray().Select(message => message!["receipts"]![0]!["notifiedAt"] is not null);
        receipts.ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task Only_staff_of_the_mailbox_revoke_and_only_what_the_mailbox_wrote_and_is_still_there()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var (staff, person) = (written.Staff, await World.UnlockAsync(written.Link));
        var answer = written.Draft.Next(written.Link.ParticipantId);
        (await person.SendAsync(answer)).Expect(201);

        (await person.PostAsync(Revoking.PathOf(written.Draft), new { fileNames = (object?)null })).Expect(401, "not-signed-in");
        (await (await World.OtherStaffAsync()).PostAsync(Revoking.PathOf(written.Draft), new { fileNames = (object?)null })).Expect(404, "not-found");
        (await staff.RevokeAsync(answer)).Expect(404, "not-found");
        (await staff.RevokeAsync(written.Draft with { MessageId = Seals.NewId() })).Expect(404, "not-found");
        (await staff.RevokeAsync(written.Draft with { MessageId = "x" })).Expect(404, "not-found");
        // Names that are sealed for anybody but the mailbox would be read by who has the conversation's key.
        var foreign = Seals.Note(written.Draft.SealKey, written.Draft.ConversationId, new JsonObject());
        (await staff.PostAsync(Revoking.PathOf(written.Draft), new { fileNames = foreign })).Expect(400, "bad-input");
        var brief = written.Draft.Next(written.Mailbox) with { ExpiresAt = World.Time.GetUtcNow().AddSeconds(1) };
        (await staff.SendAsync(brief)).Expect(201);
        World.Time.Advance(TimeSpan.FromSeconds(2));
        (await staff.RevokeAsync(brief)).Expect(409, "message-expired");
    }

    private static async Task<ApiAnswer> LookAsync(ApiClient browser, string participantId) =>
        (await browser.GetAsync($"/api/participants/{participantId}/revoked")).Expect(200);
}

/// <summary>A message that waits to go, and one that just went, whose draft does not know it yet.</summary>
public sealed class RevokingWhatWaits(WaitingWorld waiting) : IClassFixture<WaitingWorld>
{
    private readonly OwnWorld world = waiting.World;

    [Fact]
    public async Task It_never_goes_and_of_one_that_went_neither_sheet_nor_draft_is_left()
    {
        var staff = await world.LogInAsync();
        var (mailbox, email) = (await staff.MailboxAsync(), TestWorld.NewEmail());
        var waits = await staff.KeptAsync(mailbox, await staff.BeginAsync(WritingToSomebody.Recipient(email, "Anna", "none", null)));
        (await staff.SendAsync(waits)).Expect(201);
        await world.ForgetHintsAsync();
        (await staff.RevokeAsync(waits)).Expect(200)["revokedAt"].ShouldBeNull();
        (await staff.RevokeAsync(waits)).Expect(200)["revokedAt"].ShouldBeNull();
        world.Time.Advance(WaitingWorld.Wait);
        await world.LookAsync(waits.ConversationId);
        world.Inbox.To(email).ShouldBeEmpty();
        (await staff.SendAsync(waits)).Expect(409, "message-undone");
        (await staff.DraftsAsync(mailbox)).ShouldContain(draft => draft["participantId"]!.GetValue<string>() == waits.Author);

        var went = await staff.KeptAsync(mailbox, await staff.BeginAsync(WritingToSomebody.Recipient(email, "Anna", "none", null)));
        (await staff.SendAsync(went)).Expect(201);
        await world.ForgetHintsAsync();
        (await staff.SendNowAsync(went)).Expect(204);
        (await staff.RevokeAsync(went)).Expect(200)["revokedAt"].ShouldNotBeNull();
        (await world.RowsAsync("conversations", went.ConversationId)).ShouldNotContain(row => row.RowKey.StartsWith("sheet~", StringComparison.Ordinal));
        (await staff.DraftsAsync(mailbox)).ShouldNotContain(draft => draft["participantId"]!.GetValue<string>() == went.Author);
        await world.LookAsync(went.ConversationId);
        await staff.HasNothingOfAsync(went.Author, went);
    }
}
