using Azure;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
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

        var counters = TableClient.CreateQueryFilter($"PartitionKey lt {Expiries.Hour(now)}");
        await foreach (var counter in storage.Limits.QueryAsync<TableEntity>(counters, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await storage.Limits.DeleteEntityAsync(counter.PartitionKey, counter.RowKey, ETag.All, cancellationToken);
        }

        LogEnded(ended);
    }

    private Task EndAsync(string kind, string partition, string row, CancellationToken cancellationToken) => kind switch
    {
        "account-row" => EndAccountRowAsync(partition, row, cancellationToken),
        "grant" => purging.EndGrantAsync(partition, row, cancellationToken),
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
