namespace Zegel.Functions.Accounts;

/// <summary>
/// Sends what waits for an account: invitations, log-in codes, notices; and makes its row in the service desk's list
/// again. Safe to run twice.
/// </summary>
public sealed class DeliverAccountNotices(StorageClients storage, Outbox outbox, OutboxWorker worker, AccountList list)
{
    [Function(nameof(DeliverAccountNotices))]
    public async Task Run(
        [QueueTrigger(StorageClients.AccountQueue, Connection = StorageClients.Connection)] string message,
        CancellationToken cancellationToken)
    {
        if (Outbox.Read(message) is not { } hint || !AccountId.TryFrom(hint.Partition, out var accountId))
        {
            return;
        }

        await list.RefreshAsync(accountId, cancellationToken);
        var found = await OutboxWorker.FindAsync(storage.Accounts, hint.Partition, cancellationToken);
        if (await worker.WorkAsync(storage.Accounts, found, OutboxOwner.None, cancellationToken) == 0)
        {
            await outbox.SettleAsync(hint, found.Count > 0, cancellationToken);
        }
    }
}
