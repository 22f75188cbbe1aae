using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Audit;

/// <summary>
/// Walks through the tables for audit records whose hint was lost in a crash: one query a table, from where the last
/// run ended. A run costs the same however much there is; how long a round takes grows instead.
/// </summary>
public sealed partial class FindForgottenAudit(StorageClients storage, AuditMover mover, ILogger<FindForgottenAudit> log)
{
    private const string Partition = "trail";
    private const string WalkRow = "walk";
    private const int PageSize = 500;

    /// <summary>Where each table's walk goes on; a table that is missing begins anew.</summary>
    private sealed record Walk(IReadOnlyDictionary<string, string> From);

    [Function(nameof(FindForgottenAudit))]
    public async Task Run([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var walk = await storage.Audit.FindAsync<Walk>(Partition, WalkRow, cancellationToken);
        var next = new Dictionary<string, string>(StringComparer.Ordinal);
        var moved = 0;
        foreach (var table in storage.Audited)
        {
            var query = table.QueryAsync<TableEntity>(
                Row.Prefix(WrittenAudit.Prefix), PageSize, ["PartitionKey", "RowKey"], cancellationToken);
            await foreach (var page in query.AsPages(walk?.Value.From.GetValueOrDefault(table.Name)))
            {
                var found = page.Values.Select(row => row.PartitionKey).Distinct(StringComparer.Ordinal);
                moved += await mover.MoveAsync(found.Select(partition => new AuditedPartition(table.Name, partition)), cancellationToken);
                if (page.ContinuationToken is { } token)
                {
                    next[table.Name] = token;
                }

                break;
            }
        }

        if (next.Count > 0 || walk?.Value.From.Count > 0)
        {
            await storage.Audit.UpsertEntityAsync(Row.Of(Partition, WalkRow, new Walk(next)), TableUpdateMode.Replace, cancellationToken);
        }

        LogMoved(moved);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Moved {Count} forgotten audit records")]
    private partial void LogMoved(int count);
}
