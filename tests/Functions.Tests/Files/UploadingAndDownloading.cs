using System.Net;
using System.Security.Cryptography;
using System.Web;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Files;

/// <summary>A sealed file goes from browser to storage and back with tickets for one object.</summary>
public sealed class UploadingAndDownloading(SharedWorld world) : IAsyncDisposable
{
    private readonly List<string> conversations = [];

    private static readonly HttpClient Http = new();

    private CancellationToken Cancel { get; } = TestContext.Current.CancellationToken;

    /// <summary>Other tests use the mailbox too: what is right is what is counted for these conversations.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var conversation in conversations)
        {
            await world.CheckSpaceAsync(conversation);
        }
    }

    [Fact]
    public async Task A_ticket_to_upload_writes_one_blob_for_a_quarter_of_an_hour_and_reads_nothing()
    {
        var (link, browser) = await UnlockedAsync();
        var ticket = await TicketAsync(browser, link, Seals.NewId(), 100);
        var sas = HttpUtility.ParseQueryString(ticket.Query);

        sas["sp"].ShouldBe("w");
        sas["sr"].ShouldBe("b");
        (DateTimeOffset.Parse(sas["se"]!, null) - DateTimeOffset.UtcNow).ShouldBeInRange(TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        (await Http.GetAsync(ticket, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var other = new UriBuilder(ticket);
        other.Path += "x";
        (await Blocks.PutAsync(other.Uri, "AAAA", [1])).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_file_goes_up_in_blocks_is_sent_and_comes_back_byte_for_byte()
    {
        var (link, browser) = await UnlockedAsync();
        var plain = RandomNumberGenerator.GetBytes(Seals.RegionLength + 12_345);
        var (draft, fileId) = await SentAsync(browser, link, plain);

        var (stored, encryptionData) = await browser.DownloadAsync(link.ParticipantId, fileId);

        Seals.OpenFile(draft.SealKey, encryptionData, stored).ShouldBe(plain);
        stored.Length.ShouldBe(plain.Length + (2 * 28));
        var place = $"conversations/{link.ConversationId}";
        await world.IsWrittenDownAsync(place, SpaceEvents.FileUploaded, link.ParticipantId, fileId, times: 1);
        await world.IsWrittenDownAsync(place, SpaceEvents.FileReleased, link.ParticipantId, fileId, times: 1);
    }

    [Fact]
    public async Task Microsofts_own_client_side_decryption_reads_it()
    {
        var (link, browser) = await UnlockedAsync();
        var plain = RandomNumberGenerator.GetBytes(Seals.RegionLength + 54_321);
        var (draft, fileId) = await SentAsync(browser, link, plain);
        var ticket = (await browser.PostAsync(link.Path($"files/{fileId}/ticket"))).Expect(200);
        using var aes = Aes.Create();
        aes.Key = draft.SealKey;
        var key = new JsonWebKey(aes, [KeyOperation.WrapKey, KeyOperation.UnwrapKey]) { Id = $"zegel:{link.ConversationId}" };
        var options = new SpecializedBlobClientOptions
        {
            ClientSideEncryption = new ClientSideEncryptionOptions(ClientSideEncryptionVersion.V2_0)
            {
                KeyEncryptionKey = new CryptographyClient(key),
                KeyWrapAlgorithm = "A256KW",
            },
        };

        var content = await new BlobClient(new Uri(ticket["downloadUrl"]!.GetValue<string>()), options).DownloadContentAsync(Cancel);

        content.Value.Content.ToArray().ShouldBe(plain);
    }

    [Fact]
    public async Task A_ticket_to_download_reads_one_blob_for_five_minutes_and_writes_nothing()
    {
        var (link, browser) = await UnlockedAsync();
        var (_, fileId) = await SentAsync(browser, link, [1, 2, 3]);
        var ticket = (await browser.PostAsync(link.Path($"files/{fileId}/ticket"))).Expect(200);
        var address = new Uri(ticket["downloadUrl"]!.GetValue<string>());
        var sas = HttpUtility.ParseQueryString(address.Query);

        sas["sp"].ShouldBe("r");
        sas["sr"].ShouldBe("b");
        (DateTimeOffset.Parse(sas["se"]!, null) - DateTimeOffset.UtcNow).ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        ticket["storedLength"]!.GetValue<long>().ShouldBe(3 + 28);
        (await Blocks.PutAsync(address, "AAAA", [1])).ShouldBe(HttpStatusCode.Forbidden);
        using var download = await Http.GetAsync(address, Cancel);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task An_upload_is_finished_only_when_every_byte_is_stored()
    {
        var (link, browser) = await UnlockedAsync();
        var fileId = Seals.NewId();
        var file = Seals.File(Seals.NewKey(), link.ConversationId, [1, 2, 3, 4]);
        var ticket = (await TicketAsync(browser, link, fileId, file.Size)).ToString();
        var finish = link.Path($"files/{fileId}/finish");

        (await browser.PostAsync(finish)).Expect(409, "file-incomplete");
        (await Writing.PutAsync(ticket, file with { Stored = file.Stored[..^1] })).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(finish)).Expect(409, "file-incomplete");
        (await Writing.PutAsync(ticket, file with { Stored = [.. file.Stored, 0] })).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(finish)).Expect(409, "file-incomplete");
        (await Writing.PutAsync(ticket, file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(finish)).Expect(204);
        (await browser.PostAsync(finish)).Expect(204);
    }

    [Fact]
    public async Task A_message_does_not_take_a_file_that_is_unfinished_foreign_removed_unknown_or_sent()
    {
        var (link, browser) = await UnlockedAsync();
        var (draft, sent) = await SentAsync(browser, link, [1]);
        var unfinished = Seals.NewId();
        await TicketAsync(browser, link, unfinished, 10);
        var staffFile = await (await world.StaffAsync()).UploadAsync(link.ConversationId + "00", Seals.File(draft.SealKey, link.ConversationId, [2]));
        var removed = await browser.UploadAsync(link.ParticipantId, Seals.File(draft.SealKey, link.ConversationId, [3]));
        (await browser.DeleteAsync(link.Path($"files/{removed}"))).Expect(204);

        foreach (var fileId in (string[])[unfinished, staffFile, removed, Seals.NewId(), sent])
        {
            var next = new Draft(link.ConversationId, link.ParticipantId, draft.SealKey)
            {
                Files = new Dictionary<string, EncryptedFile> { [fileId] = Seals.File(draft.SealKey, link.ConversationId, [1]) },
            };
            var refused = (await browser.SendAsync(next)).Expect(409, "files-not-ready");
            refused["files"]![0]!.GetValue<string>().ShouldBe(fileId);
        }
    }

    [Fact]
    public async Task Removing_a_file_deletes_its_blob_finished_or_not()
    {
        var (link, browser) = await UnlockedAsync();
        var file = Seals.File(Seals.NewKey(), link.ConversationId, [1, 2, 3, 4]);
        foreach (var isFinished in (bool[])[true, false])
        {
            var fileId = Seals.NewId();
            var ticket = await TicketAsync(browser, link, fileId, file.Size);
            await Writing.PutAsync(ticket.ToString(), file);
            if (isFinished)
            {
                (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
            }

            (await browser.DeleteAsync(link.Path($"files/{fileId}"))).Expect(204);

            var row = await world.FileAsync(link.ConversationId, fileId);
            row.UploadName.ShouldBe(ticket.Segments[^1]);
            foreach (var name in (string[])[row.UploadName, row.BlobName])
            {
                var blob = world.Cloud.Services.GetRequiredService<StorageClients>().Sealed.GetBlobClient(name);
                (await blob.ExistsAsync(Cancel)).Value.ShouldBeFalse();
            }

            (await browser.DeleteAsync(link.Path($"files/{fileId}"))).Expect(404, "not-found");
            await world.IsWrittenDownAsync(
                $"conversations/{link.ConversationId}", SpaceEvents.FileRemoved, link.ParticipantId, fileId, times: 1);
        }
    }

    [Fact]
    public async Task A_sent_file_cannot_be_taken_back()
    {
        var (link, browser) = await UnlockedAsync();
        var (_, fileId) = await SentAsync(browser, link, [1, 2, 3]);

        (await browser.DeleteAsync(link.Path($"files/{fileId}"))).Expect(404, "not-found");

        (await browser.DownloadAsync(link.ParticipantId, fileId)).Stored.Length.ShouldBe(3 + 28);
    }

    [Fact]
    public async Task A_damaged_file_is_told_to_its_sender_once_a_day()
    {
        var (link, browser) = await UnlockedAsync();
        var (_, fileId) = await SentAsync(browser, link, [1, 2, 3]);
        await Waiting.UntilAsync("the starter's mail and the receipt came", () => world.Inbox.To(link.Email).Count == 2);
        var staff = await world.StaffAsync();
        var damaged = $"/api/participants/{link.ConversationId}00/files/{fileId}/damaged";

        var told = await world.NextMessageAsync(link.Email, async () => (await staff.PostAsync(damaged)).Expect(204));
        (await staff.PostAsync(damaged)).Expect(204);

        // What is told of another file comes after what the second report would have sent: they wait in one outbox.
        var (_, second) = await SentAsync(browser, link, [4], isFirst: false);
        await world.NextMessageAsync(link.Email, async () =>
            (await staff.PostAsync($"/api/participants/{link.ConversationId}00/files/{second}/damaged")).Expect(204));
        world.Inbox.To(link.Email).Count(mail => mail.Subject == told.Subject).ShouldBe(2);
        // Every report is kept, also the one of which nobody was told.
        await world.IsWrittenDownAsync(
            $"conversations/{link.ConversationId}", SpaceEvents.FileDamaged, await staff.AccountIdAsync(), fileId, times: 2);
    }

    [Fact]
    public async Task A_wrong_id_is_not_found_by_anyone()
    {
        var (link, browser) = await UnlockedAsync();
        var (_, theirs) = await SentAsync(browser, link, [1]);
        var (other, stranger) = await UnlockedAsync();
        foreach (var call in (string[])["finish", "ticket", "damaged"])
        {
            foreach (var fileId in (string[])[Seals.NewId(), "x", theirs[..^1], theirs + "0", theirs.ToUpperInvariant() + "X"])
            {
                (await browser.PostAsync(link.Path($"files/{fileId}/{call}"))).Expect(404, "not-found");
            }

            (await stranger.PostAsync(other.Path($"files/{theirs}/{call}"))).Expect(404, "not-found");
            (await stranger.PostAsync(link.Path($"files/{theirs}/{call}"))).Expect(401, "not-unlocked");
        }
    }

    [Fact]
    public async Task Asking_again_gives_a_ticket_for_the_same_blob_and_another_size_is_refused()
    {
        var (link, browser) = await UnlockedAsync();
        var fileId = Seals.NewId();
        var first = await TicketAsync(browser, link, fileId, 10);

        (await TicketAsync(browser, link, fileId, 10)).AbsolutePath.ShouldBe(first.AbsolutePath);
        (await browser.PostAsync(link.Path("files"), new { fileId, size = 11 })).Expect(409, "id-taken");
    }

    private async Task<(Link Link, ApiClient Browser)> UnlockedAsync()
    {
        var link = await world.StarterConversationAsync();
        conversations.Add(link.ConversationId);
        return (link, await world.UnlockAsync(link));
    }

    private static async Task<Uri> TicketAsync(ApiClient browser, Link link, string fileId, long size) =>
        new((await browser.PostAsync(link.Path("files"), new { fileId, size })).Expect(200)["uploadUrl"]!.GetValue<string>());

    /// <summary>Uploads in blocks, finishes and sends with a message.</summary>
    private static async Task<(Draft Draft, string FileId)> SentAsync(ApiClient browser, Link link, byte[] plain, bool isFirst = true)
    {
        var first = await browser.FirstDraftAsync(link.ParticipantId);
        var draft = isFirst ? first : new Draft(link.ConversationId, link.ParticipantId, first.SealKey);
        var file = Seals.File(draft.SealKey, link.ConversationId, plain);
        var fileId = Seals.NewId();
        (await Blocks.PutAllAsync(await TicketAsync(browser, link, fileId, file.Size), file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
        (await browser.SendAsync(draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } })).Expect(201);
        return (draft, fileId);
    }
}
