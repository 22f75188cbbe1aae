using System.Net;
using Azure;
using Azure.Storage.Blobs.Specialized;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Files;

/// <summary>
/// An upload that takes long, or goes on after it was cut off: the service says what is stored of it, and keeps what it
/// needs. One that nobody goes on with leaves nothing behind.
/// </summary>
public sealed class UploadsThatGoOn : IAsyncLifetime
{
    private OwnWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await OwnWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            await world.CheckSpaceAsync();
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_goes_on_hears_which_blocks_are_stored_and_whether_it_was_finished()
    {
        var (link, browser) = await UnlockedAsync();
        var fileId = Seals.NewId();
        var first = await RequestAsync(browser, link, fileId, 3);
        first["blocks"].ShouldBeNull();
        first["finished"]!.GetValue<bool>().ShouldBeFalse();
        (await RequestAsync(browser, link, fileId, 3, resume: true))["blocks"]!.AsArray().ShouldBeEmpty();

        var ticket = new Uri(first["uploadUrl"]!.GetValue<string>());
        foreach (var block in (string[])["000002", "000000", "strange"])
        {
            (await Blocks.PutAsync(ticket, Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(block.PadRight(6)[..6])), [1])).ShouldBe(HttpStatusCode.Created);
        }

        var second = await RequestAsync(browser, link, fileId, 3, resume: true);
        second["blocks"]!.AsArray().Select(block => block!.GetValue<int>()).ShouldBe([0, 2]);

        // Another upload: a blob that is put whole discards its staged blocks in Azure, and in the emulator it does not.
        fileId = Seals.NewId();
        var whole = (await RequestAsync(browser, link, fileId, 3))["uploadUrl"]!.GetValue<string>();
        var file = Seals.File(Seals.NewKey(), link.ConversationId, [1, 2, 3]);
        (await Writing.PutAsync(whole, file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
        (await RequestAsync(browser, link, fileId, 3, resume: true))["finished"]!.GetValue<bool>().ShouldBeTrue();
        (await browser.PostAsync(link.Path("files"), new { fileId, size = 3 })).Expect(409, "id-taken");
        (await browser.PostAsync(link.Path("files"), new { fileId, size = 4, resume = true })).Expect(409, "id-taken");
    }

    [Fact]
    public async Task Nobody_else_goes_on_with_it_finishes_it_or_takes_it_back()
    {
        var (link, browser) = await UnlockedAsync();
        var fileId = Seals.NewId();
        await RequestAsync(browser, link, fileId, 3);
        var staff = await world.LogInAsync();
        var (_, stranger) = await UnlockedAsync();

        (await staff.PostAsync($"/api/participants/{link.ConversationId}00/files", new { fileId, size = 3, resume = true })).Expect(409, "id-taken");
        (await staff.PostAsync($"/api/participants/{link.ConversationId}00/files/{fileId}/finish")).Expect(404);
        (await staff.DeleteAsync($"/api/participants/{link.ConversationId}00/files/{fileId}")).Expect(404);
        (await stranger.PostAsync(link.Path("files"), new { fileId, size = 3, resume = true })).Expect(401, "not-unlocked");
        (await stranger.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(401, "not-unlocked");
        (await stranger.DeleteAsync(link.Path($"files/{fileId}"))).Expect(401, "not-unlocked");
    }

    [Fact]
    public async Task Renewing_the_ticket_keeps_a_visitor_unlocked_for_as_long_as_the_upload_runs()
    {
        var (link, browser) = await UnlockedAsync();
        var draft = await browser.FirstDraftAsync(link.ParticipantId);
        var file = Seals.File(draft.SealKey, link.ConversationId, [1, 2, 3]);
        var fileId = Seals.NewId();
        for (var minutes = 0; minutes < 120; minutes += 14)
        {
            var ticket = await RequestAsync(browser, link, fileId, 3);
            await Writing.PutAsync(ticket["uploadUrl"]!.GetValue<string>(), file);
            world.Time.Advance(TimeSpan.FromMinutes(14));
        }

        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
        (await browser.SendAsync(draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } })).Expect(201);
    }

    [Fact]
    public async Task The_next_day_it_goes_on_and_the_conversation_that_waits_for_it_is_still_there()
    {
        var (link, browser) = await UnlockedAsync();
        var fileId = Seals.NewId();
        await RequestAsync(browser, link, fileId, 3);

        world.Time.Advance(TimeSpan.FromHours(23));
        browser = await UnlockAgainAsync(link);
        await RequestAsync(browser, link, fileId, 3, resume: true);
        world.Time.Advance(TimeSpan.FromHours(4));
        await PurgeAsync();

        browser = await UnlockAgainAsync(link);
        var draft = await browser.FirstDraftAsync(link.ParticipantId);
        var file = Seals.File(draft.SealKey, link.ConversationId, [1, 2, 3]);
        var ticket = await RequestAsync(browser, link, fileId, 3, resume: true);
        (await Writing.PutAsync(ticket["uploadUrl"]!.GetValue<string>(), file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
        (await browser.SendAsync(draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } })).Expect(201);
    }

    [Fact]
    public async Task One_that_nobody_goes_on_with_leaves_no_block_row_or_space_behind()
    {
        var (link, browser) = await UnlockedAsync();
        var ticket = await RequestAsync(browser, link, Seals.NewId(), 100_000_000);
        var name = new Uri(ticket["uploadUrl"]!.GetValue<string>()).Segments[^1];
        (await Blocks.PutAsync(new Uri(ticket["uploadUrl"]!.GetValue<string>()), "MDAwMDAw", [1, 2, 3])).ShouldBe(HttpStatusCode.Created);
        (await StoredBlocksAsync(name)).ShouldBe(1);

        world.Time.Advance(TimeSpan.FromHours(26));
        await PurgeAsync();

        (await StoredBlocksAsync(name)).ShouldBe(0);
        (await world.RowsAsync("conversations")).ShouldNotContain(row => row.RowKey.StartsWith("file~", StringComparison.Ordinal));
    }

    private async Task<int> StoredBlocksAsync(string name)
    {
        try
        {
            var list = await world.Storage().Sealed.GetBlockBlobClient(name).GetBlockListAsync(cancellationToken: Cancel);
            return list.Value.UncommittedBlocks.Concat(list.Value.CommittedBlocks).Count();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    private Task PurgeAsync() =>
        world.PurgeAsync(Cancel);

    private async Task<ApiClient> UnlockAgainAsync(Link link)
    {
        var browser = world.NewBrowser();
        var mail = await world.NextMessageAsync(link.Email, async () => (await browser.AskCodeAsync(link)).Expect(202));
        return await world.UnlockAsync(link with { Code = TestWorld.LinkIn(mail).Code }, browser);
    }

    private async Task<(Link Link, ApiClient Browser)> UnlockedAsync()
    {
        var link = await world.StarterConversationAsync();
        return (link, await world.UnlockAsync(link));
    }

    private static async Task<ApiAnswer> RequestAsync(ApiClient browser, Link link, string fileId, long size, bool resume = false) =>
        (await browser.PostAsync(link.Path("files"), new { fileId, size, resume })).Expect(200);
}
