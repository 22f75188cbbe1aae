using Azure.Storage.Queues;

namespace Zegel.Functions.Notifications;

/// <summary>The tables whose partitions have an outbox.</summary>
public enum OutboxOf
{
    /// <summary>Worked through by <c>DeliverSpace</c>.</summary>
    Conversations,

    /// <summary>Worked through by <c>DeliverAccountNotices</c>.</summary>
    Accounts,
}

/// <summary>A queue message: something waits in this partition. A hint; what to do is read from the rows.</summary>
/// <param name="Partition">The conversation or account.</param>
/// <param name="Waiting">The pointer that made the hint, taken away when nothing waits any more, or null.</param>
public sealed record Hint(string Partition, string? Waiting);

/// <summary>
/// What must leave. The order keeps every crash safe: (1) a pointer in the table of waiting outboxes, (2) the
/// transaction with the outbox rows, (3) a hint on the queue. A lost hint is made again from the pointer, within two
/// minutes; a pointer to nothing is taken away.
/// </summary>
public sealed class Outbox(StorageClients storage, TimeProvider time)
{
    /// <summary>A pointer younger than this may belong to a transaction that is still on its way.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Notes, before the transaction, that this partition will have something waiting.</summary>
    public async Task<Hint> PrepareAsync(OutboxOf kind, string partition, CancellationToken cancellationToken)
    {
        var pointer = new TableEntity(Bucket(kind, time.GetUtcNow()), $"{partition}~{Tokens.NewId()}");
        // Not an insert: the client asks again after a lost answer, and would meet its own row.
        await storage.Waiting.UpsertEntityAsync(pointer, TableUpdateMode.Replace, cancellationToken);
        return new Hint(partition, $"{pointer.PartitionKey}/{pointer.RowKey}");
    }

    /// <summary>Says, after the transaction, that something waits. When this fails the sweep says it later.</summary>
    /// <param name="kind">Of which table.</param>
    /// <param name="hint">Where.</param>
    /// <param name="after">How long nobody is to look; null: at once.</param>
    public Task HintAsync(
        OutboxOf kind, Hint hint, CancellationToken cancellationToken, TimeSpan? after = null) =>
        QueueOf(kind).SendAsync(hint, cancellationToken, after);

    /// <summary>The hint in a queue message; null for anything else, which is then dropped.</summary>
    public static Hint? Read(string message) =>
        Hints.Read<Hint>(message) is { } hint && Ids.IsId(hint.Partition) ? hint : null;

    /// <summary>Hints again for every pointer that is older than a minute.</summary>
    public async Task<int> SweepAsync(OutboxOf kind, CancellationToken cancellationToken)
    {
        var hints = 0;
        var until = Bucket(kind, time.GetUtcNow() - TimeSpan.FromMinutes(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {kind + "~"} and PartitionKey le {until}");
        var pointers = storage.Waiting.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        await foreach (var pointer in pointers)
        {
            var partition = pointer.RowKey.Split('~')[0];
            await HintAsync(kind, new Hint(partition, $"{pointer.PartitionKey}/{pointer.RowKey}"), cancellationToken);
            hints++;
        }

        return hints;
    }

    /// <summary>How many outboxes wait, and since when the one that waits longest.</summary>
    public async Task<(int Count, DateTimeOffset? Since)> CountWaitingAsync(CancellationToken cancellationToken)
    {
        var (count, since) = (0, (DateTimeOffset?)null);
        var pointers = storage.Waiting.QueryAsync<TableEntity>(
            select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var pointer in pointers)
        {
            var madeAt = MadeAt(pointer.PartitionKey);
            since = since is null || madeAt < since ? madeAt : since;
            count++;
        }

        return (count, since);
    }

    /// <summary>Takes the pointer of a hint away once nothing waits.</summary>
    /// <param name="hint">The hint.</param>
    /// <param name="found">Whether the outbox held anything: then the transaction was there.</param>
    public async Task SettleAsync(Hint hint, bool found, CancellationToken cancellationToken)
    {
        if (hint.Waiting?.Split('/') is not [var bucket, var row])
        {
            return;
        }

        if (found || MadeAt(bucket) + Settled < time.GetUtcNow())
        {
            await storage.Waiting.DeleteEntityAsync(bucket, row, ETag.All, cancellationToken);
        }
    }

    private static DateTimeOffset MadeAt(string bucket) => DateTimeOffset.ParseExact(
        bucket[(bucket.IndexOf('~', StringComparison.Ordinal) + 1)..], "yyyyMMddHHmm", CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal);

    private static string Bucket(OutboxOf kind, DateTimeOffset at) =>
        $"{kind}~{at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)}";

    private QueueClient QueueOf(OutboxOf kind) => kind switch
    {
        OutboxOf.Conversations => storage.ConversationHints,
        OutboxOf.Accounts => storage.AccountHints,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
