using Zegel.Functions.Spaces.Receipts;

namespace Zegel.Functions.Spaces;

/// <summary>What a feature does with a space of its kind after a change, before notices of it leave.</summary>
public interface ISpaceDelivery
{
    /// <summary>Safe to run twice, late, or for nothing, as for a space of another kind.</summary>
    /// <returns>Whether it waits for a moment, and must be called again: with the sweeps, each minute.</returns>
    Task<bool> DeliverAsync(SpaceId id, CancellationToken cancellationToken);
}

/// <summary>
/// Lets the space's feature bring it where it is listed, and then sends its notices, so that who follows a notice finds
/// what it says. Everything is read from what is stored; safe to run twice, late, or for nothing.
/// </summary>
public sealed class DeliverSpace(
    StorageClients storage, SpaceStore spaces, IEnumerable<ISpaceDelivery> deliveries, Outbox outbox,
    OutboxWorker worker, Unreached unreached, TimeProvider time)
{
    [Function(nameof(DeliverSpace))]
    public async Task Run(
        [QueueTrigger(StorageClients.ConversationQueue, Connection = StorageClients.Connection)] string message,
        CancellationToken cancellationToken)
    {
        if (Outbox.Read(message) is not { } hint)
        {
            return;
        }

        var id = SpaceId.From(hint.Partition);
        // Before the delivery: what is announced while that runs may tell of what it did not see, and has a hint.
        var found = await OutboxWorker.FindAsync(storage.Conversations, hint.Partition, cancellationToken);
        // Codes and notices do not wait for a vault that is away; the queue tries the delivery again.
        var delivering = DeliverAsync(id, cancellationToken);
        await delivering.ContinueWith(
            _ => { }, cancellationToken, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var waiting = await worker.WorkAsync(
            storage.Conversations, found,
            new OutboxOwner(item => MarkFailedAsync(item, cancellationToken), PlaceOf, Keep), cancellationToken);
        if (!await delivering && waiting == 0)
        {
            await outbox.SettleAsync(hint, found.Count > 0, cancellationToken);
        }
    }

    private static (ParticipantId To, string Row)? PlaceOf(OutboxItem item) => item.ParticipantId is { } id
        ? (id, SentNotice.RowOf(id, item.Kind, item.OperationId))
        : null;

    /// <summary>What became of a notice is kept beside the participant.</summary>
    private static void Keep(Changes changes, OutboxItem item, bool isSent, DateTimeOffset now)
    {
        if (item.ParticipantId is { } id)
        {
            changes.Put(
                SentNotice.RowOf(id, item.Kind, item.OperationId), SentNotice.Of(item, id, isSent, now));
        }
    }

    /// <summary>
    /// Marks the participant who could not be told that something waits, or whose number the provider refuses, for the
    /// mailbox to see; the next entry tells the participant again.
    /// </summary>
    private async Task MarkFailedAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.ParticipantId is not { } id)
        {
            return;
        }

        await Conflicts.RetryAsync<bool>(async () =>
        {
            var (query, now) = (new SpaceQuery { Only = id }, time.GetUtcNow());
            // A confirmation, or a code that came too late, leaves nobody without a message.
            if (await spaces.ReadAsync(id.Space, query, cancellationToken) is not { Participants: [var person] } read
                || person.Value.Revoked is not null || !person.Value.IsReachedAt(item.To.Address)
                || (item.Kind.IsSms
                    ? item.NotAfter <= now : !read.Space.Value.Kind.Notices.Waiting.Contains(item.Kind)))
            {
                return (true, false);
            }

            var change = new SpaceChange(id.Space, now);
            var texted = await unreached.MarkAsync(change, read.Space, person, item.Kind.IsSms, cancellationToken);
            if (!await spaces.TrySaveAsync(change, cancellationToken))
            {
                return (false, false);
            }

            await unreached.CountAsync(texted, cancellationToken);
            return (true, true);
        });
        await DeliverAsync(id.Space, cancellationToken);
    }

    private async Task<bool> DeliverAsync(SpaceId id, CancellationToken cancellationToken) =>
        (await Task.WhenAll(deliveries.Select(delivery => delivery.DeliverAsync(id, cancellationToken))))
            .Contains(true);
}
