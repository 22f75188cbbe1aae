// Stands in for Azure.Data.Tables 12.11.0.
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Where a following page of rows starts: one text with both keys, a space between them.</summary>
internal static class Continuation
{
    public static string? Of(Response response) =>
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey)
            ? $"{partitionKey} {response.Headers.GetValueOrNull("x-ms-continuation-NextRowKey")}"
            : null;

    public static string ToQuery(string? token)
    {
        if (token is null or { Length: <= 1 })
        {
            return "";
        }

        var keys = token.Split(' ', 2);
        var query = "&NextPartitionKey=" + Uri.EscapeDataString(keys[0]);
        return keys is [_, { Length: > 0 } rowKey] ? query + "&NextRowKey=" + Uri.EscapeDataString(rowKey) : query;
    }

    public static string? GetValueOrNull(this ResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>Asks for a page when the one before it is used up; pages may be empty and still have a next.</summary>
internal sealed class TablePages<T>(
    Func<string?, int?, CancellationToken, Task<Response>> ask,
    Func<JsonElement, T> read,
    Func<Response, string?> next,
    int? maxPerPage,
    CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var response = await ask(token, pageSizeHint ?? maxPerPage, CancellationToken).ConfigureAwait(false);
            token = next(response);
            yield return Page<T>.FromValues(Values(response), token, response);
        }
        while (token is not null);
    }

    private List<T> Values(Response response)
    {
        using var document = JsonDocument.Parse(response.Content);
        var rows = document.RootElement.GetProperty("value");
        var values = new List<T>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            values.Add(read(row));
        }

        return values;
    }
}
