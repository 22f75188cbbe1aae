using Zegel.Functions.Conversations.Keeping;
using Zegel.Functions.Conversations.Reading;
using Zegel.Functions.Conversations.Recipients;
using Zegel.Functions.Conversations.Starting;
using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Delivering;

/// <summary>
/// Puts a conversation into its mailbox's list, and hands the mailbox the conversation's seal key: once, wrapped under
/// the mailbox's own, and written down.
/// </summary>
public sealed class MailboxDelivery(
    SpaceStore spaces, MailboxKeys keys, MailboxList list, SealKeyRelease release, StarterWatch watch,
    Reminders reminders, WaitingMessages waiting, ReaderConversations readers, TimeProvider time) : ISpaceDelivery
{
    /// <summary>
    /// Lets go what waited and is due, and brings the list up to date; does nothing for a conversation without either.
    /// </summary>
    public Task<bool> DeliverAsync(
        SpaceId id, CancellationToken cancellationToken) => Conflicts.RetryAsync<bool>(async () =>
    {
        var query = new SpaceQuery { Receipts = true, Sheets = WaitingMessage.Kind, Notices = true };
        var read = await spaces.ReadAsync(id, query, cancellationToken);
        if (read?.Space.Value is Conversation { IsToCount: true } confirmed)
        {
            await watch.CountAsync(read.Space, confirmed, cancellationToken);
            return (false, false);
        }

        if (read?.Space.Value is not Conversation conversation || conversation.HasEnded(time.GetUtcNow()))
        {
            return (true, false);
        }

        var (hasChanged, waits) = await waiting.WorkAsync(read, cancellationToken);
        if (hasChanged)
        {
            return (false, false);
        }

        if (conversation is not { Last: not null, IsUnreadable: false })
        {
            return (true, waits);
        }

        // Before the vault is asked, which may be away: notices do not wait for it.
        await readers.NoteAsync(conversation, read, cancellationToken);
        var mailbox = read.Participants.Single(participant => participant.Value.IsMailbox);
        if (mailbox.Value.WrappedSealKey is not { } wrapped)
        {
            var handed = await HandOverAsync(conversation, mailbox, cancellationToken);
            if (handed.IsRefused(out var problem, out wrapped))
            {
                return (problem is not ChangedMeanwhile, waits);
            }
        }

        await ListAsync(conversation, read, mailbox.Value.ParticipantId, wrapped, cancellationToken);
        return (true, waits);
    });

    private async Task ListAsync(
        Conversation conversation, SpaceRead read, ParticipantId mailbox, byte[] wrapped,
        CancellationToken cancellationToken)
    {
        await reminders.NoteAsync(conversation, read.Participants, cancellationToken);
        var last = conversation.Last!;
        var everybody = read.Participants.Select(participant => participant.Value).Where(person => !person.IsMailbox)
            .ToList();
        var people = everybody.Exists(person => person.Revoked is null)
            ? everybody.FindAll(person => person.Revoked is null) : everybody;
        var awaited = last.Author == mailbox
            ? people.Where(person => MessageReceipts.IsAwaited(person, last.Author, last.At))
                .Select(person => person.ParticipantId).ToList()
            : [];
        var isRead = last.Author == mailbox
            || read.Receipts.Any(receipt => receipt.ParticipantId == mailbox && receipt.Covers(last.Key));
        var listed = new ListedConversation(
            conversation.Id,
            mailbox,
            last.MessageId,
            [.. people.Select(person => person.Name ?? person.Email!)],
            last.Author,
            // What was snoozed comes back on top.
            conversation.Handling?.WokeAt > last.At ? conversation.Handling.WokeAt.Value : last.At,
            wrapped,
            !isRead,
            last.Files,
            people.Any(person => person.NoticeFailed || person.SmsFailed),
            people.Any(person => person.Disputed is not null),
            IsHeld: people.Any(person => person.IsHeld),
            Filing: conversation.Filing,
            EndsAt: conversation.EndsAt,
            ExpiresAt: last.ExpiresAt,
            Readers: awaited.Count(id => read.Receipts.Any(
                receipt => receipt.ParticipantId == id && receipt.Covers(last.Key))),
            Awaited: awaited.Count,
            IsRevoked: last.IsRevoked,
            Handling: conversation.Handling,
            Awaits: last.Author != mailbox,
            HasFiles: conversation.HasFiles,
            HasRevoked: conversation.RevokedAt is not null);
        var header = await spaces.GetHeaderAsync(conversation.Id, last.Key, cancellationToken);
        await list.PutAsync(conversation.MailboxId, listed, header, conversation.Revision, cancellationToken);
    }

    private async Task<Outcome<byte[]>> HandOverAsync(
        Conversation conversation, Stored<Participant> mailbox, CancellationToken cancellationToken)
    {
        var wrapped = Array.Empty<byte>();
        var released = await release.ReleaseAsync(
            conversation,
            async sealKey =>
            {
                wrapped = await keys.WrapAsync(
                    conversation.MailboxId, conversation.KeyContext, sealKey, cancellationToken);
                var change = new SpaceChange(conversation.Id, time.GetUtcNow());
                change.Replace(mailbox, mailbox.Value with { WrappedSealKey = wrapped });
                change.Audit(new AuditRecord(
                    ConversationEvents.SealKeyDelivered, change.Now, "system", conversation.Id,
                    OnBehalfOf: mailbox.Value.ParticipantId));
                return change;
            },
            () => UnreadableAsync(conversation.Id, cancellationToken),
            cancellationToken);
        return released.IsRefused(out var problem, out _) ? problem : wrapped;
    }

    /// <summary>
    /// What was wrapped is no seal key of this conversation: nobody can read what was written in it. Everybody who
    /// wrote is told so, and what was to be told of those messages is not: they are not in good order, and nothing can
    /// be opened.
    /// </summary>
    private async Task<SpaceChange> UnreadableAsync(SpaceId id, CancellationToken cancellationToken)
    {
        var read = (await spaces.ReadAsync(id, new SpaceQuery { Posted = "", Notices = true }, cancellationToken))!;
        var (space, change) = (read.Space.Value, new SpaceChange(id, time.GetUtcNow()));
        if (space.IsUnreadable)
        {
            // Another worker was first.
            return change;
        }

        change.Replace(read.Space, space with { IsUnreadable = true });
        foreach (var notice in read.Notices.Where(item => item.Value.Kind.TellsOfMessage))
        {
            change.Withdraw(notice);
        }

        var authors = read.Posted.Where(posted => posted.IsThere).Select(posted => posted.Author).ToHashSet();
        foreach (var author in read.Participants.Select(participant => participant.Value))
        {
            if (authors.Contains(author.ParticipantId) && author.Revoked is null)
            {
                change.Announce(Notices.ToAnyone(author, ConversationNotices.MessageUnreadable, space));
            }
        }

        change.Audit(new AuditRecord(SealingEvents.SealKeyRefused, change.Now, "system", id));
        change.Audit(new AuditRecord(ConversationEvents.MessageUnreadable, change.Now, "system", id));
        return change;
    }
}
