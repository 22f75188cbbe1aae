using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>What is being written is kept for everybody of the mailbox; two devices lose no word.</summary>
public sealed class DraftsOfAMailbox(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld world = clock.World;

    [Fact]
    public async Task A_draft_is_on_every_device_of_the_mailbox_and_reads_with_its_key()
    {
        var (staff, mailbox) = await StaffAsync();
        var (draftId, participant) = (Seals.NewId(), Seals.NewId() + "00");
        var key = await staff.MailboxKeyAsync(mailbox);

        var saved = (await staff.SaveDraftAsync(mailbox, draftId, 0, participant, "Beste Anna", key)).Expect(200);

        saved["revision"]!.GetValue<int>().ShouldBe(1);
        var colleague = await world.ColleagueAsync(mailbox);
        var draft = (await colleague.DraftsAsync(mailbox)).Single(one => one["draftId"]!.GetValue<string>() == draftId);
        draft["participantId"]!.GetValue<string>().ShouldBe(participant);
        draft["by"]!.GetValue<string>().ShouldNotBeEmpty();
        draft["goesAt"].ShouldBeNull();
        Seals.OpenNote(await colleague.MailboxKeyAsync(mailbox), draft["note"]!)["text"]!.GetValue<string>().ShouldBe("Beste Anna");
    }

    [Fact]
    public async Task Of_two_devices_the_later_is_given_what_the_other_saved_and_nothing_is_overwritten()
    {
        var (staff, mailbox) = await StaffAsync();
        var colleague = await world.ColleagueAsync(mailbox);
        var (draftId, participant) = (Seals.NewId(), Seals.NewId() + "00");
        var key = await staff.MailboxKeyAsync(mailbox);
        (await staff.SaveDraftAsync(mailbox, draftId, 0, participant, "Een", key)).Expect(200);
        (await colleague.SaveDraftAsync(mailbox, draftId, 1, participant, "Twee", key)).Expect(200);

        var refused = (await staff.SaveDraftAsync(mailbox, draftId, 1, participant, "Drie", key)).Expect(409, "draft-changed");

        refused["draft"]!["revision"]!.GetValue<int>().ShouldBe(2);
        Seals.OpenNote(key, refused["draft"]!["note"]!)["text"]!.GetValue<string>().ShouldBe("Twee");
        (await staff.SaveDraftAsync(mailbox, draftId, 2, participant, "Drie", key)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(3);

        // Two at the very same moment: one of them is told.
        var both = await Task.WhenAll(
            staff.SaveDraftAsync(mailbox, draftId, 3, participant, "Vier", key), colleague.SaveDraftAsync(mailbox, draftId, 3, participant, "Vijf", key));
        both.Count(answer => answer.Problem is "draft-changed").ShouldBe(1);
        both.Count(answer => answer.Problem is null).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_save_again_is_answered_alike_and_a_deleted_draft_is_told_as_gone()
    {
        var (staff, mailbox) = await StaffAsync();
        var (draftId, participantId) = (Seals.NewId(), Seals.NewId() + "00");
        var path = $"/api/mailboxes/{mailbox}/drafts/{draftId}";
        var body = new
        {
            revision = 0, participantId, files = Array.Empty<string>(), note = Seals.Note(new byte[32], mailbox, new JsonObject { ["text"] = "Een" }),
        };
        var saved = (await staff.PostAsync(path, body)).Expect(200);

        (await staff.PostAsync(path, body)).Expect(200).Text.ShouldBe(saved.Text);

        (await staff.DeleteAsync(path + "?revision=2")).Expect(409, "draft-changed");
        (await staff.DeleteAsync(path)).Expect(400, "bad-input");
        (await staff.DeleteAsync(path + "?revision=1")).Expect(204);
        (await staff.DeleteAsync(path + "?revision=1")).Expect(204);
        (await staff.SaveDraftAsync(mailbox, draftId, 1, participantId)).Expect(409, "draft-changed")["draft"].ShouldBeNull();
        // Whoever went on writing keeps it.
        (await staff.SaveDraftAsync(mailbox, draftId, 0, participantId)).Expect(200);
    }

    [Fact]
    public async Task What_is_no_draft_of_this_mailbox_is_refused()
    {
        var (staff, mailbox) = await StaffAsync();
        var (draftId, participantId) = (Seals.NewId(), Seals.NewId() + "00");
        var path = $"/api/mailboxes/{mailbox}/drafts/{draftId}";
        var elsewhere = new { revision = 0, participantId, note = Seals.Note(new byte[32], Seals.NewId(), new JsonObject()), files = Array.Empty<string>() };
        (await staff.PostAsync(path, elsewhere)).Expect(400, "bad-input")["errors"]!["note"].ShouldNotBeNull();
        (await staff.SaveDraftAsync(mailbox, draftId, -1, participantId)).Expect(400, "bad-input")["errors"]!["revision"].ShouldNotBeNull();
        (await staff.SaveDraftAsync(mailbox, draftId, 0, "iemand")).Expect(400, "bad-input")["errors"]!["participantId"].ShouldNotBeNull();
        (await staff.SaveDraftAsync(mailbox, draftId, 0, participantId, files: "geen-bestand")).Expect(400, "bad-input")["errors"]!["files"].ShouldNotBeNull();
        (await staff.SaveDraftAsync(mailbox, "geen-id", 0, participantId)).Expect(404, "not-found");

        // Nobody of another mailbox sees or changes one, nor touches what it names.
        var other = await world.OtherStaffAsync();
        var saved = (await staff.SaveDraftAsync(mailbox, draftId, 0, participantId)).Expect(200);
        (await other.GetAsync($"/api/mailboxes/{mailbox}/drafts")).Expect(404, "not-found");
        (await other.SaveDraftAsync(mailbox, draftId, 1, participantId)).Expect(404, "not-found");
        (await other.DeleteAsync(path + "?revision=1")).Expect(404, "not-found");
        saved["revision"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_mailbox_has_so_many_drafts_and_no_more()
    {
        var staff = await world.OtherStaffAsync();
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var ids = Enumerable.Range(0, SecurityNumbers.DraftsInMailbox).Select(_ => Seals.NewId()).ToList();
        await Parallel.ForEachAsync(ids, TestContext.Current.CancellationToken, async (draftId, _) =>
            (await staff.SaveDraftAsync(mailbox, draftId, 0, draftId + "00")).Expect(200));

        (await staff.SaveDraftAsync(mailbox, Seals.NewId(), 0, Seals.NewId() + "00")).Expect(409, "too-many-drafts");

        (await staff.SaveDraftAsync(mailbox, ids[0], 1, ids[0] + "00")).Expect(200);
        (await staff.DeleteAsync($"/api/mailboxes/{mailbox}/drafts/{ids[1]}?revision=1")).Expect(204);
        (await staff.SaveDraftAsync(mailbox, Seals.NewId(), 0, Seals.NewId() + "00")).Expect(200);
    }

    [Fact]
    public async Task Files_and_the_begun_conversation_live_as_long_as_the_draft_and_go_with_it()
    {
        var (staff, mailbox) = await StaffAsync();
        var message = await staff.BeginAsync(WritingToSomebody.Recipient(TestWorld.NewEmail(), "Anna", "none", null));
        var file = Seals.File(message.SealKey, message.ConversationId, [1, 2, 3]);
        var fileId = await staff.UploadAsync(message.Author, file);
        var draftId = Seals.NewId();
        (await staff.SaveDraftAsync(mailbox, draftId, 0, message.Author, files: fileId)).Expect(200);

        world.Time.Advance(TimeSpan.FromDays(20));
        (staff, _) = await StaffAsync();
        (await staff.SaveDraftAsync(mailbox, draftId, 1, message.Author, "Nog iets", files: fileId)).Expect(200);
        world.Time.Advance(SecurityNumbers.StaffDraftLifetime - TimeSpan.FromMinutes(1));
        await world.PurgeAsync(TestContext.Current.CancellationToken);

        (staff, _) = await StaffAsync();
        (await staff.DraftsAsync(mailbox)).ShouldContain(one => one["draftId"]!.GetValue<string>() == draftId);
        (await RowsAsync(message.ConversationId)).ShouldBe(["conversation", "file", "participant"]);

        world.Time.Advance(TimeSpan.FromHours(3));
        await world.PurgeAsync(TestContext.Current.CancellationToken);

        (staff, _) = await StaffAsync();
        (await staff.DraftsAsync(mailbox)).ShouldNotContain(one => one["draftId"]!.GetValue<string>() == draftId);
        (await RowsAsync(message.ConversationId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_that_is_deleted_takes_its_files_along_and_those_of_others_stay()
    {
        var (staff, mailbox) = await StaffAsync();
        var message = await staff.BeginAsync(WritingToSomebody.Recipient(TestWorld.NewEmail(), "Anna", "none", null));
        var file = Seals.File(message.SealKey, message.ConversationId, [1, 2, 3]);
        var (mine, other) = (await staff.UploadAsync(message.Author, file), await staff.UploadAsync(message.Author, file));
        var draftId = Seals.NewId();
        (await staff.SaveDraftAsync(mailbox, draftId, 0, message.Author, files: mine)).Expect(200);

        // A draft of another mailbox that names the same files reaches none of them.
        var stranger = await world.OtherStaffAsync();
        var elsewhere = (await stranger.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        (await stranger.SaveDraftAsync(elsewhere, draftId, 0, message.Author, files: [mine, other])).Expect(200);
        (await stranger.DeleteAsync($"/api/mailboxes/{elsewhere}/drafts/{draftId}?revision=1")).Expect(204);
        (await IsStagedAsync(message.ConversationId, mine)).ShouldBeTrue();

        (await staff.DeleteAsync($"/api/mailboxes/{mailbox}/drafts/{draftId}?revision=1")).Expect(204);

        (await IsStagedAsync(message.ConversationId, mine)).ShouldBeFalse();
        (await IsStagedAsync(message.ConversationId, other)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_draft_that_goes_at_once_is_one_no_more()
    {
        var (staff, mailbox) = await StaffAsync();
        var email = TestWorld.NewEmail();
        var message = await staff.KeptAsync(mailbox, await staff.BeginAsync(WritingToSomebody.Recipient(email, "Anna", "none", null)));
        var before = (await staff.DraftsAsync(mailbox)).Count;

        (await staff.SendAsync(message)).Expect(201)["goesAt"].ShouldBeNull();
        await world.HintsWorkedAsync();

        (await staff.DraftsAsync(mailbox)).Count.ShouldBe(before - 1);
        (await RowsAsync(message.ConversationId)).ShouldNotContain("sheet");
        world.Inbox.To(email).Count.ShouldBe(1);
    }

    private async Task<(ApiClient Staff, string Mailbox)> StaffAsync()
    {
        var staff = await world.LogInAsync();
        return (staff, await staff.MailboxAsync());
    }

    private async Task<bool> IsStagedAsync(string conversationId, string fileId) =>
        (await world.RowsAsync("conversations", conversationId)).Single(row => row.RowKey == "file~" + fileId)
            .GetString("Data").Contains("\"isEnded\":false", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> RowsAsync(string conversationId) =>
        [.. (await world.RowsAsync("conversations", conversationId)).Select(row => row.RowKey.Split('~')[0]).Where(row => row != "audit").Distinct()
            .Order(StringComparer.Ordinal)];
}
