namespace Zegel.Functions.Storage;

/// <summary>
/// What expires, in partitions of an hour: the pointer is written before what it points to, so nothing can be left
/// behind, and purging costs what it deletes.
/// </summary>
public sealed class Expiries(StorageClients storage)
{
    /// <summary>The name of the hour in which something ends; sorts by time.</summary>
    public static string Hour(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMddHH", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Notes that <paramref name="rowKey"/> must be looked at once <paramref name="at"/> has passed.</summary>
    /// <param name="at">When it ends.</param>
    /// <param name="kind">What kind of thing; the purge of that kind knows what to do.</param>
    /// <param name="partitionKey">Where it is.</param>
    /// <param name="rowKey">Which it is; may be empty for a whole partition.</param>
    public Task AddAsync(
        DateTimeOffset at, string kind, string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        AddAsync(Hour(at), kind, partitionKey, rowKey, cancellationToken);

    /// <inheritdoc cref="AddAsync(DateTimeOffset, string, string, string, CancellationToken)"/>
    public Task AddAsync(
        string hour, string kind, string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        storage.Expiries.UpsertEntityAsync(
            new TableEntity(hour, $"{kind}~{partitionKey}~{rowKey}"), TableUpdateMode.Replace, cancellationToken);

    /// <summary>The same for many, of an hour in one transaction.</summary>
    public Task AddAsync(
        IEnumerable<(string Hour, string Kind, string Partition, string Row)> ends,
        CancellationToken cancellationToken) =>
        Task.WhenAll(ends.Distinct().GroupBy(end => end.Hour)
            .SelectMany(hour => hour.Chunk(Changes.Most)).Select(some => some is [var (hour, kind, partition, row)]
                ? AddAsync(hour, kind, partition, row, cancellationToken)
                : storage.Expiries.SubmitTransactionAsync(
                    some.Select(end => new TableTransactionAction(
                        TableTransactionActionType.UpsertReplace,
                        new TableEntity(end.Hour, $"{end.Kind}~{end.Partition}~{end.Row}"))),
                    cancellationToken)));

    /// <summary>The row keys noted for one partition in one hour.</summary>
    public async IAsyncEnumerable<string> NamedAsync(
        string hour, string kind, string partitionKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = $"{kind}~{partitionKey}";
        var named = Row.In(hour, Row.Prefix(prefix));
        var pointers = storage.Expiries.QueryAsync<TableEntity>(named, cancellationToken: cancellationToken);
        await foreach (var pointer in pointers)
        {
            yield return pointer.RowKey[(prefix.Length + 1)..];
        }
    }

    /// <summary>All that is due, oldest first.</summary>
    public async IAsyncEnumerable<(string Kind, string PartitionKey, string RowKey, TableEntity Pointer)> DueAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {Hour(now)}");
        await foreach (
            var pointer in storage.Expiries.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var parts = pointer.RowKey.Split('~', 3);
            yield return (parts[0], parts[1], parts[2], pointer);
        }
    }

    /// <summary>Takes a pointer away after what it points to is gone.</summary>
    public Task RemoveAsync(TableEntity due, CancellationToken cancellationToken) =>
        storage.Expiries.DeleteEntityAsync(due.PartitionKey, due.RowKey, ETag.All, cancellationToken);
}
