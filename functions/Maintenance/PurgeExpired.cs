namespace Zegel.Functions.Maintenance;

/// <summary>
/// Ends what has expired: sessions, what visitors unlocked, staged files, conversations that were never begun, counters
/// of limits. It reads only what is due, and every step is safe to repeat.
/// </summary>
public sealed partial class PurgeExpired(
    StorageClients storage, Expiries expiries, IEnumerable<IExpiring> kinds, TimeProvider time,
    ILogger<PurgeExpired> log)
{
    [Function(nameof(PurgeExpired))]
    public async Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ended = 0;
        await foreach (var (kind, partition, row, pointer) in expiries.DueAsync(now, cancellationToken))
        {
            try
            {
                await kinds.Single(one => one.Kind == kind).EndAsync(partition, row, cancellationToken);
                await expiries.RemoveAsync(pointer, cancellationToken);
                ended++;
            }
            catch (Exception exception) when (
                exception is RequestFailedException or AggregateException or ConflictException)
            {
                // The client throws several together when storage does not answer at all.
                // Its pointer stays for the next run; one that resists must not keep the others alive.
                LogResists(exception, kind);
            }
        }

        await EndLimitsAsync(now, cancellationToken);
        LogEnded(ended);
    }

    /// <summary>The counts of windows that are over; a window is a partition: a hundred places go at a time.</summary>
    private async Task EndLimitsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = TableClient.CreateQueryFilter($"PartitionKey lt {Expiries.Hour(now)}");
        var changes = new Changes("");
        var rows = storage.Limits.QueryAsync<TableEntity>(
            over, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (changes.Count == Changes.Most || changes.PartitionKey != row.PartitionKey)
            {
                await EndLimitsAsync(changes, cancellationToken);
                changes = new Changes(row.PartitionKey);
            }

            changes.Delete(row.RowKey, ETag.All);
        }

        await EndLimitsAsync(changes, cancellationToken);
    }

    /// <summary>Those that another run took away meanwhile are found gone by the next one.</summary>
    private Task EndLimitsAsync(Changes changes, CancellationToken cancellationToken) =>
        changes.Count == 0 ? Task.CompletedTask : changes.TrySubmitAsync(storage.Limits, cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "An expired {Kind} cannot be ended; the next run tries again")]
    private partial void LogResists(Exception exception, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended {Count} expired things")]
    private partial void LogEnded(int count);
}
