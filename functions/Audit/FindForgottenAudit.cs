namespace Zegel.Functions.Audit;

/// <summary>
/// Walks through the tables for audit records whose hint was lost in a crash: one query a table, from where the last
/// run ended. A run costs the same however much there is; how long a round takes grows instead.
/// </summary>
public sealed partial class FindForgottenAudit(
    StorageClients storage, AuditMover mover, ILogger<FindForgottenAudit> log)
{
    private const string Partition = "trail";
    private const string WalkRow = "walk";
    private const int PageSize = 500;

    /// <summary>Where each table's walk goes on; a table that is missing begins anew.</summary>
    private sealed record Walk(IReadOnlyDictionary<string, string>? From);

    [Function(nameof(FindForgottenAudit))]
    public async Task Run([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var walk = await FindWalkAsync(cancellationToken);
        var next = new Dictionary<string, string>(StringComparer.Ordinal);
        var moved = 0;
        foreach (var table in storage.Audited)
        {
            var from = walk?.From?.GetValueOrDefault(table.Name);
            if (await FindPageAsync(table, from, cancellationToken) is not { } page)
            {
                continue;
            }

            var found = page.Values.Select(row => row.PartitionKey).Distinct(StringComparer.Ordinal);
            moved += await mover.MoveAsync(
                found.Select(partition => new AuditedPartition(table.Name, partition)), cancellationToken);
            if (page.ContinuationToken is { } token)
            {
                next[table.Name] = token;
            }
        }

        if (next.Count > 0 || walk?.From?.Count > 0)
        {
            await storage.Audit.UpsertEntityAsync(
                Row.Of(Partition, WalkRow, new Walk(next)), TableUpdateMode.Replace, cancellationToken);
        }

        LogMoved(moved);
    }

    /// <summary>A page of a table's audit records; null when the walk cannot go on there, and it begins anew.</summary>
    private async Task<Page<TableEntity>?> FindPageAsync(
        TableClient table, string? from, CancellationToken cancellationToken)
    {
        var query = table.QueryAsync<TableEntity>(
            Row.Prefix(WrittenAudit.Prefix), PageSize, ["PartitionKey", "RowKey"], cancellationToken);
        try
        {
            await using var pages = query.AsPages(from).GetAsyncEnumerator(cancellationToken);
            return await pages.MoveNextAsync() ? pages.Current : null;
        }
        catch (Exception e) when (
            from is not null
            && e is RequestFailedException { Status: 400 } or FormatException or ArgumentException)
        {
            // The place stands in a table; whoever wrote nonsense there must not stop the walk.
            LogAnew(e);
            return null;
        }
    }

    private async Task<Walk?> FindWalkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await storage.Audit.FindAsync<Walk>(Partition, WalkRow, cancellationToken))?.Value;
        }
        catch (JsonException exception)
        {
            LogAnew(exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The walk for audit records cannot go on where it was; it begins anew")]
    private partial void LogAnew(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Moved {Count} forgotten audit records")]
    private partial void LogMoved(int count);
}
