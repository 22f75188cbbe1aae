using Shouldly;
using Xunit;
using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Files;

/// <summary>What does not fit is refused before a byte of it is sent: a file, a message, a mailbox.</summary>
public sealed class BoundsOfFiles(CountedWorld counted) : IClassFixture<CountedWorld>
{
    private OwnWorld World => counted.World;

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 200)]
    [InlineData(50_000_000_000, 200)]
    [InlineData(50_000_000_001, 400)]
    [InlineData(long.MaxValue, 400)]
    [InlineData(-1, 400)]
    public async Task A_file_has_at_most_50_GB(long size, int status)
    {
        var link = await World.StarterConversationAsync();
        var browser = await World.UnlockAsync(link);

        (await StageAsync(browser, link, size)).Expect(status);
    }

    [Fact]
    public async Task The_files_of_a_message_are_at_most_100_GB_together_and_one_that_is_taken_back_counts_no_more()
    {
        var link = await World.StarterConversationAsync();
        var browser = await World.UnlockAsync(link);
        var first = Seals.NewId();
        (await StageAsync(browser, link, 50_000_000_000, first)).Expect(200);
        (await StageAsync(browser, link, 50_000_000_000)).Expect(200);

        (await StageAsync(browser, link, 1)).Expect(409, "message-too-large");
        (await browser.DeleteAsync(link.Path($"files/{first}"))).Expect(204);
        (await StageAsync(browser, link, 50_000_000_000)).Expect(200);
        (await StageAsync(browser, link, 1)).Expect(409, "message-too-large");
    }

    [Fact]
    public async Task A_message_has_at_most_60_files()
    {
        var link = await World.StarterConversationAsync();
        var browser = await World.UnlockAsync(link);
        var files = await FilesAsync(browser, link.ParticipantId, 61);
        var draft = await browser.FirstDraftAsync(link.ParticipantId);

        (await browser.SendAsync(draft with { Files = files })).Expect(400, "bad-input");
        (await browser.SendAsync(draft with { Files = files.Skip(1).ToDictionary() })).Expect(201);
    }

    [Fact]
    public async Task Beside_thirty_recipients_there_is_room_for_fewer_files_and_nothing_is_lost()
    {
        var staff = await World.LogInAsync();
        var recipients = Enumerable.Range(0, 30)
            .Select(_ => WritingToSomebody.Recipient(TestWorld.NewEmail("veel"), "Veel", "none", null)).ToArray();
        var draft = await staff.BeginAsync(recipients);
        var files = await FilesAsync(staff, draft.Author, 60);

        (await staff.SendAsync(draft with { Files = files })).Expect(409, "message-too-full");
        (await staff.SendAsync(draft with { Files = files.Take(30).ToDictionary() })).Expect(201);
        (await staff.SendAsync(draft.Next(draft.Author) with { Files = files.Skip(30).ToDictionary() })).Expect(201);
    }

    [Fact]
    public async Task A_full_mailbox_takes_no_file_until_one_is_taken_back()
    {
        var link = await World.StarterConversationAsync();
        var browser = await World.UnlockAsync(link);
        var staff = await World.LogInAsync();
        var mailbox = link with { ParticipantId = link.ConversationId + "00" };
        var first = Seals.NewId();
        (await StageAsync(staff, mailbox, 1000, first)).Expect(200);
        var used = await World.UseAsync();

        await FillAsync(QuotaUse.None with { StoredByStaff = SecurityNumbers.MailboxQuota - used.Stored - used.StagedByStaff });
        (await StageAsync(staff, mailbox, 1)).Expect(409, "mailbox-full");
        (await StageAsync(browser, link, 1)).Expect(409, "mailbox-full");
        (await StageAsync(staff, mailbox, 0)).Expect(200);
        (await StageAsync(staff, mailbox, 1000, first)).Expect(200);

        (await staff.DeleteAsync(mailbox.Path($"files/{first}"))).Expect(204);
        (await StageAsync(staff, mailbox, 1000)).Expect(200);
        (await StageAsync(staff, mailbox, 1)).Expect(409, "mailbox-full");
        await FillAsync(QuotaUse.None);
    }

    [Fact]
    public async Task Files_that_are_staged_at_once_and_twice_are_counted_once_each()
    {
        var link = await World.StarterConversationAsync();
        var mailbox = link with { ParticipantId = link.ConversationId + "00" };
        var staff = await World.LogInAsync();
        var before = await World.UseAsync();
        var ids = Enumerable.Range(0, 20).Select(_ => Seals.NewId()).ToList();

        await Task.WhenAll(ids.Concat(ids).Chunk(4).Select(async some =>
        {
            foreach (var id in some)
            {
                (await StageAsync(staff, mailbox, 7, id)).Expect(200);
            }
        }));

        (await World.UseAsync()).ShouldBe(before with { StagedByStaff = before.StagedByStaff + (20 * 7) });
        foreach (var id in ids)
        {
            (await staff.DeleteAsync(mailbox.Path($"files/{id}"))).Expect(204);
        }

        (await World.UseAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_cannot_be_downloaded_without_end_and_nobody_else_is_kept_from_it()
    {
        var link = await World.StarterConversationAsync();
        var browser = await World.UnlockAsync(link);
        var files = await FilesAsync(browser, link.ParticipantId, 1);
        var ticket = link.Path($"files/{files.Keys.Single()}/ticket");
        (await browser.SendAsync((await browser.FirstDraftAsync(link.ParticipantId)) with { Files = files })).Expect(201);
        for (var i = 0; i < SecurityNumbers.DownloadTicketsPerFilePerDay; i++)
        {
            (await browser.PostAsync(ticket)).Expect(200);
        }

        (await browser.PostAsync(ticket)).Expect(429, "too-many-requests");
        var staff = await World.LogInAsync();
        (await staff.PostAsync(ticket.Replace(link.ParticipantId, link.ConversationId + "00", StringComparison.Ordinal))).Expect(200);
    }

    private static Task<ApiAnswer> StageAsync(ApiClient browser, Link link, long size, string? fileId = null) =>
        browser.PostAsync(link.Path("files"), new { fileId = fileId ?? Seals.NewId(), size });

    private static async Task<Dictionary<string, EncryptedFile>> FilesAsync(ApiClient browser, string participantId, int count)
    {
        var file = Seals.File(Seals.NewKey(), participantId[..32], [1]);
        var files = new Dictionary<string, EncryptedFile>();
        for (var i = 0; i < count; i++)
        {
            files[await browser.UploadAsync(participantId, file)] = file;
        }

        return files;
    }

    /// <summary>So much is in the mailbox besides.</summary>
    private async Task FillAsync(QuotaUse use)
    {
        var mailbox = (await World.RowsAsync("mailboxes")).First(row => row.RowKey == "mailbox").PartitionKey;
        await World.Storage().Conversations.UpsertEntityAsync(
            Row.Of($"space~{mailbox}", "sum~other", use), cancellationToken: TestContext.Current.CancellationToken);
    }
}
