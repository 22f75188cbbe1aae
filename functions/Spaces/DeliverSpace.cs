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
    OutboxWorker worker, TimeProvider time)
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
            storage.Conversations, found, item => MarkFailedAsync(item, cancellationToken), cancellationToken);
        if (!await delivering && waiting == 0)
        {
            await outbox.SettleAsync(hint, found.Count > 0, cancellationToken);
        }
    }

    /// <summary>
    /// Marks the participant who could not be told that something waits, for the mailbox to see, and tells its owner
    /// once; the next entry tells the participant again.
    /// </summary>
    private async Task MarkFailedAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.ParticipantId is not { } id)
        {
            return;
        }

        await spaces.ChangeAsync(
            id,
            time.GetUtcNow(),
            (change, storedSpace, stored) =>
            {
                var space = storedSpace.Value;
                // A confirmation or a code that came too late leaves nobody without a message.
                if (!space.Kind.Notices.Waiting.Contains(item.Kind))
                {
                    return;
                }

                change.Replace(stored, stored.Value with
                {
                    NoticeFailed = true, NoticedAt = null, Reading = stored.Value.Reading?.TellAnew(),
                });
                if (!stored.Value.NoticeFailed)
                {
                    if (space.CameIn(change.Now) is var seen && seen != space)
                    {
                        change.Replace(storedSpace, seen);
                    }

                    change.Announce(Notices.ToOwner(space, space.Kind.Notices.NotReached));
                }
            },
            cancellationToken);
        await DeliverAsync(id.Space, cancellationToken);
    }

    private async Task<bool> DeliverAsync(SpaceId id, CancellationToken cancellationToken) =>
        (await Task.WhenAll(deliveries.Select(delivery => delivery.DeliverAsync(id, cancellationToken))))
            .Contains(true);
}
