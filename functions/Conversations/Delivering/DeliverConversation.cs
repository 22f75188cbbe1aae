using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Delivering;

/// <summary>
/// Brings a conversation into its mailbox's list and then sends its notices, so that who follows a notice finds what it
/// says. Everything is read from what is stored; safe to run twice, late, or for nothing.
/// </summary>
public sealed class DeliverConversation(
    ConversationStore conversations, MailboxDelivery delivery, MailboxStore mailboxes, AccountStore accounts, Outbox outbox, OutboxWorker worker,
    TimeProvider time)
{
    [Function(nameof(DeliverConversation))]
    public async Task Run(
        [QueueTrigger(StorageClients.ConversationQueue, Connection = StorageClients.Connection)] string message,
        CancellationToken cancellationToken)
    {
        if (Outbox.Read(message) is not { } hint)
        {
            return;
        }

        // Codes and notices do not wait for a vault that is away; the queue tries the delivery again.
        var delivering = delivery.DeliverAsync(hint.Partition, cancellationToken);
        await delivering.ContinueWith(_ => { }, cancellationToken, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var (found, waiting) = await worker.WorkAsync(
            conversations.Table,
            hint.Partition,
            item => FindOwnerAsync(item, cancellationToken),
            item => MarkFailedAsync(item, cancellationToken),
            cancellationToken);
        await delivering;
        if (waiting == 0)
        {
            await outbox.SettleAsync(hint, found > 0, cancellationToken);
        }
    }

    private async Task<Addressee?> FindOwnerAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        foreach (var accountId in (await mailboxes.FindOwnedAsync(item.MailboxId!, cancellationToken))?.Owners ?? [])
        {
            if (await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { IsShut: false } owner })
            {
                return new Addressee(owner.Email, owner.Language, owner.MailAboutMessages || item.Kind != NoticeKind.MailboxMessage);
            }
        }

        return null;
    }

    /// <summary>
    /// Marks the participant who could not be told that a message waits, for the mailbox to see, and tells its owner once;
    /// the next message tells the participant again.
    /// </summary>
    private async Task MarkFailedAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        // A confirmation or a code that came too late leaves nobody without a message.
        if (item.ParticipantId is not { } participantId
            || item.Kind is not (NoticeKind.MessageWaiting or NoticeKind.MessageWaitingWithCode or NoticeKind.NewLink or NoticeKind.NewLinkWithCode))
        {
            return;
        }

        var conversationId = Participant.ConversationOf(participantId);
        var hint = await outbox.PrepareAsync(OutboxOf.Conversations, conversationId, cancellationToken);
        await Conflicts.RetryAsync<bool>(async () =>
        {
            if (await conversations.FindLinkAsync(participantId, null, cancellationToken) is not { } link)
            {
                return (true, false);
            }

            var changes = new Changes(conversationId);
            changes.Replace(link.Participant, link.Participant.Value with { NoticeFailed = true, NoticedAt = null });
            if (!link.Participant.Value.NoticeFailed)
            {
                changes.Announce(time.GetUtcNow(), Notices.ToOwner(link.Conversation.Value, NoticeKind.RecipientNotReached));
            }

            return (await conversations.TrySubmitAsync(changes, cancellationToken), true);
        });
        await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        await delivery.DeliverAsync(conversationId, cancellationToken);
    }
}
