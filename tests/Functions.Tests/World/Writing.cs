using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.World;

/// <summary>What whoever may write in a conversation does in it.</summary>
public static class Writing
{
    // Straight to storage: the browser's cookies and origin have no business there.
    private static readonly HttpClient Storage = new();

    /// <summary>The key of a mailbox, as its page gets it.</summary>
    public static async Task<byte[]> MailboxKeyAsync(this ApiClient staff, string mailboxId) => Convert.FromBase64String(
        (await staff.PostAsync($"/api/mailboxes/{mailboxId}/open")).Expect(200)["sealKey"]!.GetValue<string>());

    /// <summary>A first message's draft: makes the conversation's seal key and wraps it.</summary>
    public static async Task<Draft> FirstDraftAsync(this ApiClient browser, string participantId)
    {
        var sealingKey = (await browser.GetAsync("/api/sealing-key")).Expect(200).Json;
        var sealKey = Seals.NewKey();
        return new Draft(participantId[..32], participantId, sealKey) { WrappedSealKey = Seals.WrapUnder(sealingKey, participantId[..32], sealKey) };
    }

    /// <summary>Sends a message.</summary>
    public static Task<ApiAnswer> SendAsync(this ApiClient browser, Draft draft) =>
        browser.PostAsync($"/api/participants/{draft.Author}/messages", draft.ToBody());

    /// <summary>Opens a conversation, its newest page.</summary>
    public static async Task<JsonNode> OpenAsync(this ApiClient browser, string participantId) =>
        (await browser.PostAsync($"/api/participants/{participantId}/open", new { before = (string?)null })).Expect(200).Json;

    /// <summary>Seals a file's bytes, uploads them with a ticket and has the upload finished.</summary>
    /// <returns>The file's id.</returns>
    public static async Task<string> UploadAsync(this ApiClient browser, string participantId, EncryptedFile file)
    {
        var fileId = Seals.NewId();
        var path = $"/api/participants/{participantId}/files";
        var ticket = (await browser.PostAsync(path, new { fileId, size = file.Size })).Expect(200);
        (await PutAsync(ticket["uploadUrl"]!.GetValue<string>(), file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync($"{path}/{fileId}/finish")).Expect(204);
        return fileId;
    }

    /// <summary>Puts a sealed file where a ticket says.</summary>
    public static async Task<HttpStatusCode> PutAsync(string uploadUrl, EncryptedFile file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, uploadUrl) { Content = new ByteArrayContent(file.Stored) };
        request.Headers.Add("x-ms-version", "2021-12-02");
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-meta-encryptiondata", file.EncryptionData);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await Storage.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Asks for a download ticket and fetches what is stored.</summary>
    public static async Task<(byte[] Stored, string EncryptionData)> DownloadAsync(
        this ApiClient browser, string participantId, string fileId)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var ticket = (await browser.PostAsync($"/api/participants/{participantId}/files/{fileId}/ticket")).Expect(200);
        using var request = new HttpRequestMessage(HttpMethod.Get, ticket["downloadUrl"]!.GetValue<string>());
        request.Headers.TryAddWithoutValidation("If-Match", ticket["etag"]!.GetValue<string>());
        using var response = await Storage.SendAsync(request, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (
            await response.Content.ReadAsByteArrayAsync(cancellationToken),
            response.Headers.GetValues("x-ms-meta-encryptiondata").Single());
    }
}
