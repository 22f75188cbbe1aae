namespace Zegel.Functions.Sealing;

/// <summary>That a wrapped key stands somewhere, or soon will.</summary>
/// <param name="At">When it was noted.</param>
/// <param name="RefusedAt">When it was last found to be of something else; null for a key that is in order.</param>
public sealed record KeyPlace(DateTimeOffset At, DateTimeOffset? RefusedAt);

/// <summary>
/// Where wrapped keys stand, by the version that wrapped them: <c>&lt;key&gt;~&lt;version&gt;~&lt;shard&gt;</c>,
/// <c>&lt;kind&gt;~&lt;id&gt;</c>. A place is noted before the key is stored, so none can be forgotten; finding what is
/// still under older versions reads just that. 256 shards a version, so that no partition is everybody's.
/// </summary>
public sealed class KeyPlaces(StorageClients storage, TimeProvider time)
{
    /// <summary>Notes that a key is about to be stored; again: the same.</summary>
    public Task NoteAsync(string keyName, string version, KeyContext context, CancellationToken cancellationToken) =>
        storage.Wrapped.UpsertEntityAsync(
            Row.Of(PartitionOf(keyName, version, context), RowOf(context), new KeyPlace(time.GetUtcNow(), null)),
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>The places that are noted under any version but one.</summary>
    public async IAsyncEnumerable<(KeyContext Context, Stored<KeyPlace> Place)> OtherThanAsync(
        string keyName, string version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Two ranges, asked apart: with an "or" between them storage would read what lies between too.
        var under = $"{keyName}~{version}~";
        foreach (var (from, to) in new[] { ($"{keyName}~", under), (under + "~", $"{keyName}~~") })
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}");
            await foreach (var row in storage.Wrapped.QueryAsync<TableEntity>(filter, null, null, cancellationToken))
            {
                var parts = row.RowKey.Split('~', 2);
                yield return (KeyContext.Of(parts[0], parts[1]), Row.Read<KeyPlace>(row));
            }
        }
    }

    /// <summary>Notes that the key there is of something else.</summary>
    public Task RefuseAsync(Stored<KeyPlace> place, CancellationToken cancellationToken) =>
        storage.Wrapped.UpsertEntityAsync(
            Row.Of(place.PartitionKey, place.RowKey, place.Value with { RefusedAt = time.GetUtcNow() }),
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>Takes a place away where nothing under its version stands; one that was noted again stays.</summary>
    public async Task RemoveAsync(Stored<KeyPlace> place, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Wrapped.DeleteEntityAsync(place.PartitionKey, place.RowKey, place.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            // Somebody is about to store a key there.
        }
    }

    private static string PartitionOf(string keyName, string version, KeyContext context) =>
        $"{keyName}~{version}~{(context.Id.Length == 0 ? "00" : context.Id[..2])}";

    private static string RowOf(KeyContext context) => $"{context.Kind}~{context.Id}";
}
