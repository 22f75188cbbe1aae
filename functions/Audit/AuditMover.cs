using System.Diagnostics.Metrics;

namespace Zegel.Functions.Audit;

/// <summary>
/// Moves audit records from where they were written into the trail: first entered, then deleted, so that a crash in
/// between leaves a record in both places and the next move deletes it. Costs what it moves.
/// </summary>
public sealed partial class AuditMover(
    StorageClients storage, AuditTrail trail, DelegateActs acts, ILogger<AuditMover> log)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Counter<long> Events =
        Meter.CreateCounter<long>(
            "zegel.events", "{event}", "What happened, by kind: unlocks, wrong codes, uploads, notices, log-ins.");

    /// <summary>Moves what stands in some partitions.</summary>
    /// <returns>How many records.</returns>
    public async Task<int> MoveAsync(IEnumerable<AuditedPartition> partitions, CancellationToken cancellationToken)
    {
        var moved = 0;
        var batch = new List<(TableClient Table, Stored<AuditRecord> Row)>();
        foreach (var partition in partitions)
        {
            if (storage.Audited.FirstOrDefault(table => table.Name == partition.Table) is not { } table)
            {
                continue;
            }

            var filter = Row.In(partition.Partition, Row.Prefix(WrittenAudit.Prefix));
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                batch.Add((table, Row.Read<AuditRecord>(row)));
                if (batch.Count == AuditTrail.BatchSize)
                {
                    moved += await MoveAsync(batch, cancellationToken);
                }
            }
        }

        return moved + await MoveAsync(batch, cancellationToken);
    }

    private async Task<int> MoveAsync(
        List<(TableClient Table, Stored<AuditRecord> Row)> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return 0;
        }

        await acts.KeepAsync(batch.Select(at => at.Row), cancellationToken);
        await trail.EnterAsync([.. batch.Select(at => PendingOf(at.Table, at.Row))], cancellationToken);
        Count(batch.Select(at => at.Row.Value.Event));
        foreach (var written in batch.GroupBy(at => (at.Table, at.Row.PartitionKey)))
        {
            var (table, partition) = written.Key;
            await DeleteAsync(table, partition, [.. written.Select(at => at.Row.RowKey)], cancellationToken);
        }

        var count = batch.Count;
        batch.Clear();
        return count;
    }

    private static PendingRecord PendingOf(TableClient table, Stored<AuditRecord> row) =>
        new(row.RowKey[(WrittenAudit.Prefix.Length + 1)..], $"{table.Name}/{row.PartitionKey}", row.Value);

    /// <summary>Tells how much of what happened, and nothing about whom: what people watch is counted here.</summary>
    private void Count(IEnumerable<AuditEvent> events)
    {
        var counts = events.CountBy(AuditEntry.NameOf).OrderBy(count => count.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, count) in counts)
        {
            Events.Add(count, new KeyValuePair<string, object?>("zegel.event", name));
        }

        var words = string.Join(' ', counts.Select(count => $"{count.Key}={count.Value}"));
        LogEvents(words);
    }

    private static async Task DeleteAsync(
        TableClient table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        var changes = new Changes(partition);
        foreach (var row in rows)
        {
            changes.Delete(row, ETag.All);
        }

        if (await changes.TrySubmitAsync(table, cancellationToken))
        {
            return;
        }

        // Somebody else deleted one of them, which ends a transaction; alone that is no error.
        foreach (var row in rows)
        {
            await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Events {Counts}")]
    private partial void LogEvents(string counts);
}
