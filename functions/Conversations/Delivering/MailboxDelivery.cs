using Zegel.Functions.Audit;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Notifications;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Delivering;

/// <summary>
/// Puts a conversation into its mailbox's list, and hands the mailbox the conversation's seal key: once, wrapped under
/// the mailbox's own, and written down.
/// </summary>
public sealed class MailboxDelivery(ConversationStore conversations, MailboxStore mailboxes, SealKeys sealKeys, Outbox outbox, TimeProvider time)
{
    /// <summary>Brings the list up to date; does nothing for a conversation without a message.</summary>
    public async Task DeliverAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (await conversations.FindForDeliveryAsync(conversationId, cancellationToken) is not { Conversation.Value: { Last: { } last, IsUnreadable: false } } found)
        {
            return;
        }

        var conversation = found.Conversation.Value;
        var mailbox = found.Participants.Single(participant => participant.Value.IsMailbox);
        var wrapped = mailbox.Value.WrappedSealKey ?? await HandOverAsync(found.Conversation, mailbox, cancellationToken);
        if (wrapped is null)
        {
            return;
        }

        var people = found.Participants.Where(participant => !participant.Value.IsMailbox).Select(participant => participant.Value).ToList();
        var isRead = last.Author == mailbox.Value.ParticipantId || found.Receipts.Any(receipt =>
            receipt.ParticipantId == mailbox.Value.ParticipantId && string.CompareOrdinal(receipt.UpTo, last.RowKey) <= 0);
        var header = await conversations.GetHeaderAsync(conversationId, last.RowKey, cancellationToken);
        await mailboxes.PutAsync(
            conversation.MailboxId,
            new ListedConversation(
                conversationId,
                mailbox.Value.ParticipantId,
                last.MessageId,
                [.. people.Select(person => person.Name ?? person.Email!)],
                last.Author,
                last.At,
                wrapped,
                !isRead,
                last.Files,
                people.Any(person => person.NoticeFailed),
                people.Any(person => person.Disputed is not null)),
            header,
            cancellationToken);
    }

    private async Task<byte[]?> HandOverAsync(
        Stored<Conversation> conversation, Stored<Participant> mailbox, CancellationToken cancellationToken)
    {
        var owner = await mailboxes.FindAsync(conversation.Value.MailboxId, cancellationToken)
            ?? throw new InvalidOperationException("A conversation names a mailbox that does not exist.");
        var intent = new Changes(conversation.PartitionKey);
        intent.Audit(new AuditRecord(AuditEvent.SealKeyDelivered, time.GetUtcNow(), "system", conversation.PartitionKey, OnBehalfOf: mailbox.Value.ParticipantId));
        await conversations.TrySubmitAsync(intent, cancellationToken);

        if (await sealKeys.UnwrapAsync(KeyContext.Conversation(conversation.PartitionKey), conversation.Value.SealKey!, cancellationToken) is not { } sealKey)
        {
            await MarkUnreadableAsync(conversation.PartitionKey, cancellationToken);
            return null;
        }

        if (await sealKeys.UnwrapAsync(KeyContext.Mailbox(owner.MailboxId), owner.SealKey, cancellationToken) is not { } mailboxKey)
        {
            await mailboxes.AuditAsync(
                owner.MailboxId, new AuditRecord(AuditEvent.SealKeyRefused, time.GetUtcNow(), "system", owner.MailboxId), cancellationToken);
            throw new InvalidOperationException("What is stored as a mailbox's seal key is not that mailbox's.");
        }

        var wrapped = await SealKeys.WrapUnderAsync(mailboxKey, conversation.PartitionKey, sealKey, cancellationToken);
        await conversations.ChangeParticipantAsync(
            mailbox.Value.ParticipantId, participant => participant with { WrappedSealKey = participant.WrappedSealKey ?? wrapped }, null, cancellationToken);
        return wrapped;
    }

    /// <summary>
    /// What was wrapped is no seal key of this conversation: nobody can read what was written in it. Everybody who wrote is
    /// told so, and what was to be told of those messages is not: they are not in good order, and nothing can be opened.
    /// </summary>
    private async Task MarkUnreadableAsync(string conversationId, CancellationToken cancellationToken)
    {
        // A pointer of its own: another worker may have listed the outbox already, and take away the one that led here.
        var hint = await outbox.PrepareAsync(OutboxOf.Conversations, conversationId, cancellationToken);
        await Conflicts.RetryAsync<bool>(async () =>
        {
            var rows = await conversations.Table.ReadAllAsync(
                Row.In(conversationId, Row.Key(ConversationStore.ConversationRow), Row.Prefix("participant"), Row.Prefix("sent"), Row.Prefix(OutboxChanges.Prefix)),
                cancellationToken);
            var changes = Unreadable(rows, time.GetUtcNow());
            return (changes is null || await conversations.TrySubmitAsync(changes, cancellationToken), true);
        });
        await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
    }

    /// <summary>What changes; null when another worker was first.</summary>
    private static Changes? Unreadable(IReadOnlyList<TableEntity> rows, DateTimeOffset now)
    {
        IEnumerable<Stored<T>> All<T>(string prefix) =>
            rows.Where(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal)).Select(Row.Read<T>);

        var conversation = Row.Read<Conversation>(rows.Single(row => row.RowKey == ConversationStore.ConversationRow));
        if (conversation.Value.IsUnreadable)
        {
            return null;
        }

        var changes = new Changes(conversation.PartitionKey);
        changes.Replace(conversation, conversation.Value with { IsUnreadable = true });
        foreach (var notice in All<OutboxItem>(OutboxChanges.Prefix).Where(item => item.Value.TellsOfMessage))
        {
            changes.Delete(notice.RowKey, notice.ETag);
        }

        var authors = All<SentMessage>("sent").Select(sent => sent.Value.Author).ToHashSet(StringComparer.Ordinal);
        foreach (var author in All<Participant>("participant").Select(participant => participant.Value).Where(person => authors.Contains(person.ParticipantId)))
        {
            changes.Announce(now, author.IsMailbox
                ? Notices.ToOwner(conversation.Value, NoticeKind.MessageUnreadable)
                : Notices.To(author, NoticeKind.MessageUnreadable, conversation.Value.MailboxName));
        }

        changes.Audit(new AuditRecord(AuditEvent.SealKeyRefused, now, "system", conversation.PartitionKey));
        changes.Audit(new AuditRecord(AuditEvent.MessageUnreadable, now, "system", conversation.PartitionKey));
        return changes;
    }
}
