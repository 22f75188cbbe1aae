using System.Net;
using System.Text;
using Azure.Storage.Blobs.Models;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Files;

/// <summary>
/// A ticket to upload lasts longer than the upload and allows more than writing. Whatever is tried with it, a finished file
/// stays as it was accepted, and what is left behind goes.
/// </summary>
public sealed class AfterItIsFinished(CountedWorld counted) : IClassFixture<CountedWorld>
{
    private static readonly HttpClient Http = new();

    /// <summary>How one looks with which nobody did anything else; the same for all.</summary>
    private static Task<Facts>? plain;

    private OwnWorld World => counted.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every operation on a blob: what stands in the address, the headers and the body.</summary>
    public static TheoryData<string, string, string[], string> Operations => new()
    {
        { "Put Blob", "", ["x-ms-blob-type: BlockBlob", "x-ms-meta-encryptiondata: {}"], "other" },
        { "Put Blob, append", "", ["x-ms-blob-type: AppendBlob"], "" },
        { "Put Blob, pages", "", ["x-ms-blob-type: PageBlob", "x-ms-blob-content-length: 512"], "" },
        { "Put Block", "comp=block&blockid=MDAwMDAw", [], "other" },
        { "Put Block List, empty", "comp=blocklist", ["x-ms-meta-encryptiondata: {}"], "<BlockList></BlockList>" },
        { "Put Block List", "comp=blocklist", [], "<BlockList><Latest>MDAwMDAw</Latest></BlockList>" },
        { "Append Block", "comp=appendblock", [], "other" },
        { "Put Page", "comp=page", ["x-ms-page-write: clear", "x-ms-range: bytes=0-511"], "" },
        { "Set Metadata", "comp=metadata", ["x-ms-meta-encryptiondata: {}", "x-ms-meta-other: x"], "" },
        { "Set Metadata, none", "comp=metadata", [], "" },
        { "Set Properties", "comp=properties", ["x-ms-blob-content-encoding: gzip", "x-ms-blob-content-type: text/html"], "" },
        { "Set Tier, archive", "comp=tier", ["x-ms-access-tier: Archive"], "" },
        { "Set Tier, cool", "comp=tier", ["x-ms-access-tier: Cool"], "" },
        { "Snapshot", "comp=snapshot", [], "" },
        { "Lease", "comp=lease", ["x-ms-lease-action: acquire", "x-ms-lease-duration: -1"], "" },
        { "Break Lease", "comp=lease", ["x-ms-lease-action: break", "x-ms-lease-break-period: 0"], "" },
        { "Set Tags", "comp=tags", [], "<Tags><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tags>" },
        { "Set Expiry", "comp=expiry", ["x-ms-expiry-option: RelativeToNow", "x-ms-expiry-time: 1"], "" },
        { "Set Immutability Policy", "comp=immutabilityPolicies", ["x-ms-immutability-policy-until-date: Fri, 01 Jan 2100 00:00:00 GMT"], "" },
        { "Set Legal Hold", "comp=legalhold", ["x-ms-legal-hold: true"], "" },
        { "Undelete", "comp=undelete", [], "" },
        { "Abort Copy", "comp=copy&copyid=00000000-0000-0000-0000-000000000000", ["x-ms-copy-action: abort"], "" },
        { "Delete", "DELETE", [], "" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task No_operation_that_a_ticket_allows_changes_it(string name, string query, string[] headers, string body)
    {
        var upload = await UploadedAsync();
        (await upload.FinishAsync()).Expect(204);
        (await upload.Browser.SendAsync(upload.Draft)).Expect(201);
        var before = await FactsAsync(upload);

        // Straight away, and once more on a blob that whoever has the ticket puts there anew.
        await TryAsync(upload.Ticket, query, headers, body);
        (await Blocks.PutAllAsync(upload.Ticket, upload.File)).ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        await TryAsync(upload.Ticket, query, headers, body);

        (await FactsAsync(upload)).ShouldBe(before, name);
        (await upload.Browser.DownloadAsync(upload.Link.ParticipantId, upload.FileId)).Stored.ShouldBe(upload.File.Stored);
        await World.CheckSpaceAsync(upload.Link.ConversationId);

        World.Time.Advance(TimeSpan.FromMinutes(90));
        await World.PurgeAsync(Cancel);
        (await World.StoredAsync(upload.Ticket.Segments[^1])).ShouldBe(0, name);
        (await FactsAsync(upload)).ShouldBe(before, name);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task None_before_it_is_finished_stays_with_what_is_accepted(string name, string query, string[] headers, string body)
    {
        var upload = await UploadedAsync();
        await TryAsync(upload.Ticket, query, headers, body);

        var answer = await upload.FinishAsync();
        if (answer.Status == HttpStatusCode.NoContent)
        {
            (await FactsAsync(upload) with { ETag = "", Content = "" }).ShouldBe(await (plain ??= PlainAsync()), name);
            (await World.UseAsync()).Stored.ShouldBeGreaterThan(0);
        }
        else
        {
            answer.Expect(409, "file-incomplete");
        }

        (await upload.Browser.DeleteAsync(upload.Link.Path($"files/{upload.FileId}"))).Expect(204);
        (await World.StoredAsync(upload.Ticket.Segments[^1])).ShouldBe(0, name);
    }

    [Fact]
    public async Task It_is_counted_once_no_ticket_is_handed_out_for_it_any_more_and_its_upload_is_gone()
    {
        var before = await World.UseAsync();
        var upload = await UploadedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => upload.FinishAsync()));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.NoContent);
        (await World.UseAsync()).ShouldBe(before with { StoredOutside = before.StoredOutside + upload.File.Size });
        (await World.StoredAsync(upload.Ticket.Segments[^1])).ShouldBe(0);
        (await upload.Browser.PostAsync(upload.Link.Path("files"), new { fileId = upload.FileId, size = upload.File.Size })).Expect(409, "id-taken");
        var again = (await upload.Browser.PostAsync(
            upload.Link.Path("files"), new { fileId = upload.FileId, size = upload.File.Size, resume = true })).Expect(200);
        (again["finished"]!.GetValue<bool>(), again["uploadUrl"]?.GetValue<string>()).ShouldBe((true, null));
        (await upload.Browser.SendAsync(upload.Draft)).Expect(201);
        (await upload.Browser.DownloadAsync(upload.Link.ParticipantId, upload.FileId)).Stored.ShouldBe(upload.File.Stored);
    }

    /// <summary>What there is to see of a finished file, in the hands of whoever owns the account.</summary>
    private sealed record Facts(string ETag, string Content, string Metadata, string? Type, string? Encoding, string Tier, string Lease, int Snapshots);

    private sealed record Upload(Link Link, ApiClient Browser, string FileId, EncryptedFile File, Uri Ticket, Draft Draft)
    {
        public Task<ApiAnswer> FinishAsync() => Browser.PostAsync(Link.Path($"files/{FileId}/finish"));
    }

    private async Task<Upload> UploadedAsync()
    {
        var link = await World.StarterConversationAsync();
        var browser = await World.UnlockAsync(link);
        var draft = await browser.FirstDraftAsync(link.ParticipantId);
        var (fileId, file) = (Seals.NewId(), Seals.File(draft.SealKey, link.ConversationId, [1, 2, 3, 4]));
        var staged = (await browser.PostAsync(link.Path("files"), new { fileId, size = file.Size })).Expect(200);
        var ticket = new Uri(staged["uploadUrl"]!.GetValue<string>());
        (await Blocks.PutAllAsync(ticket, file)).ShouldBe(HttpStatusCode.Created);
        return new(link, browser, fileId, file, ticket, draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } });
    }

    private async Task<Facts> PlainAsync()
    {
        var upload = await UploadedAsync();
        (await upload.FinishAsync()).Expect(204);
        return await FactsAsync(upload) with { ETag = "", Content = "" };
    }

    private async Task<Facts> FactsAsync(Upload upload)
    {
        var name = (await World.FileAsync(upload.Link.ConversationId, upload.FileId)).BlobName;
        var container = World.Storage().Sealed;
        var blob = container.GetBlobClient(name);
        var properties = (await blob.GetPropertiesAsync(cancellationToken: Cancel)).Value;
        var content = (await blob.DownloadContentAsync(Cancel)).Value.Content.ToArray();
        var snapshots = 0;
        await foreach (var item in container.GetBlobsAsync(BlobTraits.None, BlobStates.Snapshots, name, Cancel))
        {
            snapshots += item.Snapshot is null ? 0 : 1;
        }

        return new(
            properties.ETag.ToString(), Convert.ToHexString(content), string.Join(',', properties.Metadata.Keys),
            properties.ContentType, properties.ContentEncoding, properties.AccessTier, properties.LeaseState.ToString(), snapshots);
    }

    private static async Task TryAsync(Uri ticket, string query, string[] headers, string body)
    {
        using var request = query == "DELETE"
            ? new HttpRequestMessage(HttpMethod.Delete, ticket)
            : new HttpRequestMessage(HttpMethod.Put, query.Length == 0 ? ticket.ToString() : $"{ticket}&{query}");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Headers.Add("x-ms-version", "2021-12-02");
        foreach (var header in headers)
        {
            var (key, value) = (header.Split(": ")[0], header.Split(": ")[1]);
            request.Headers.TryAddWithoutValidation(key, value);
        }

        using var answer = await Http.SendAsync(request, Cancel);
    }
}
