using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

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
        if (Outbox.Read(message) is not { } hint)
        {
            return;
        }

        await list.RefreshAsync(hint.Partition, cancellationToken);
        var (found, waiting) = await worker.WorkAsync(
            storage.Accounts, hint.Partition, _ => Task.FromResult<Addressee?>(null), _ => Task.CompletedTask, cancellationToken);
        if (waiting == 0)
        {
            await outbox.SettleAsync(hint, found > 0, cancellationToken);
        }
    }
}
