using System.Net;
using System.Text;
using Xunit;

namespace Zegel.Functions.Tests.Files;

/// <summary>Uploading in blocks with a ticket, as a page does.</summary>
internal static class Blocks
{
    private static readonly HttpClient Http = new();

    /// <summary>Blocks of a mebibyte and then the list that makes them the blob; the first refusal ends it.</summary>
    public static async Task<HttpStatusCode> PutAllAsync(Uri ticket, EncryptedFile file)
    {
        var ids = new List<string>();
        foreach (var block in file.Stored.Chunk(1024 * 1024))
        {
            ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ids.Count:000000}")));
            if (await PutAsync(ticket, ids[^1], block) is var status and not HttpStatusCode.Created)
            {
                return status;
            }
        }

        using var list = new HttpRequestMessage(HttpMethod.Put, $"{ticket}&comp=blocklist")
        {
            Content = new StringContent($"<BlockList>{string.Concat(ids.Select(id => $"<Latest>{id}</Latest>"))}</BlockList>"),
        };
        list.Headers.Add("x-ms-version", "2021-12-02");
        list.Headers.Add("x-ms-meta-encryptiondata", file.EncryptionData);
        using var answer = await Http.SendAsync(list, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>One block.</summary>
    public static async Task<HttpStatusCode> PutAsync(Uri ticket, string blockId, byte[] block)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, $"{ticket}&comp=block&blockid={Uri.EscapeDataString(blockId)}")
        {
            Content = new ByteArrayContent(block),
        };
        put.Headers.Add("x-ms-version", "2021-12-02");
        using var answer = await Http.SendAsync(put, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
