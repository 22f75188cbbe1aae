using Zegel.Functions.Conversations;
using Zegel.Functions.Http;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Maintenance;

/// <summary>
/// Ends what has expired: sessions, what visitors unlocked, staged files, conversations that were never begun, counters
/// of limits. It reads only what is due, and every step is safe to repeat.
/// </summary>
public sealed partial class PurgeExpired(
    StorageClients storage, Expiries expiries, Purging purging, TimeProvider time, ILogger<PurgeExpired> log)
{
    /// <summary>What sessions and proofs have in common.</summary>
    private sealed record Ending(DateTimeOffset? ExpiresAt = null);

    [Function(nameof(PurgeExpired))]
    public async Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ended = 0;
        await foreach (var (kind, partition, row, pointer) in expiries.DueAsync(now, cancellationToken))
        {
            try
            {
                await EndAsync(kind, partition, row, cancellationToken);
                await expiries.RemoveAsync(pointer, cancellationToken);
                ended++;
            }
            catch (Exception exception) when (exception is RequestFailedException or ConflictException)
            {
                // Its pointer stays for the next run; one that resists must not keep the others alive.
                LogResists(exception, kind);
            }
        }

        await EndLimitsAsync(now, cancellationToken);
        LogEnded(ended);
    }

    /// <summary>The counts of windows that are over; a window is a partition, so its places go a hundred at a time.</summary>
    private async Task EndLimitsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = TableClient.CreateQueryFilter($"PartitionKey lt {Expiries.Hour(now)}");
        var changes = new Changes("");
        await foreach (var row in storage.Limits.QueryAsync<TableEntity>(over, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
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

    private Task EndAsync(string kind, string partition, string row, CancellationToken cancellationToken) => kind switch
    {
        "account-row" => EndAccountRowAsync(partition, row, cancellationToken),
        "grant" => purging.EndGrantAsync(partition, row, cancellationToken),
        "upload" => purging.LookAtUploadAsync(partition, row, cancellationToken),
        "file" => purging.EndStaleFileAsync(partition, row, cancellationToken),
        "conversation" => purging.EndConversationAsync(partition, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing knows how to end a {kind}."),
    };

    /// <summary>Deletes a row, unless it was written anew since: then another pointer leads to it when it ends.</summary>
    private async Task EndAccountRowAsync(string partition, string row, CancellationToken cancellationToken)
    {
        if (await storage.Accounts.FindAsync<Ending>(partition, row, cancellationToken) is { } found
            && !(found.Value.ExpiresAt > time.GetUtcNow()))
        {
            await storage.Accounts.DeleteEntityAsync(partition, row, found.ETag, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An expired {Kind} cannot be ended; the next run tries again")]
    private partial void LogResists(Exception exception, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended {Count} expired things")]
    private partial void LogEnded(int count);
}
