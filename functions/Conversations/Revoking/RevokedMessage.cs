using Zegel.Functions.Conversations.Keeping;
using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Conversations.Revoking;

/// <summary>What revoking one message changes; decided on what was read, without a clock or storage.</summary>
/// <param name="actor">The mailbox, with what <see cref="Query"/> reads.</param>
/// <param name="message">The message, which is neither revoked nor expired.</param>
/// <param name="newest">The newest messages.</param>
/// <param name="sheet">What it was while it waited, where that is still there.</param>
/// <param name="now">When; see <see cref="After"/>.</param>
internal sealed class RevokedMessage(
    Actor<Conversation> actor, FoundEntry message, IReadOnlyList<ListedEntry> newest, Shelved<WaitingMessage>? sheet,
    DateTimeOffset now)
{
    private readonly Entry entry = message.Entry.Value;
    private readonly SpaceChange change = actor.Change(now);

    /// <summary>
    /// Now, or just after the last reading: clocks of instances differ a little, and who read it before that is known
    /// by this moment.
    /// </summary>
    public static DateTimeOffset After(Actor<Conversation> actor, DateTimeOffset now) =>
        actor.Read.Receipts.Select(receipt => receipt.At.AddTicks(1)).Append(actor.Space.Value.RevokesAt(now)).Max();

    /// <summary>What is read of a conversation to revoke a message of it.</summary>
    public static SpaceQuery Query(string messageId) => new()
    {
        Files = true, Receipts = true, Posted = messageId, Sheets = WaitingMessage.Kind, Notices = true,
    };

    /// <summary>One transaction: its notes go, its files end, and its id stays taken.</summary>
    public SpaceChange Compose(SealedNote? fileNames)
    {
        change.Revoke(message, new Revocation(now, actor.Account!.Name), fileNames);
        foreach (var file in entry.Files.Select(id => actor.Files.GetValueOrDefault(FileId.From(id)))
            .OfType<Stored<SealedFile>>())
        {
            change.End(file);
        }

        if (sheet is not null)
        {
            change.Unshelve(sheet.Item);
        }

        var conversation = actor.Space.Value;
        var last = conversation.Last!.MessageId == entry.EntryId;
        change.Replace(actor.Space, conversation with
        {
            RevokedAt = now,
            Last = last ? conversation.Last with { IsRevoked = true } : conversation.Last,
            Revision = conversation.Revision + 1,
        });
        change.Audit(actor.Did(ConversationEvents.MessageRevoked, now, entry.EntryId));
        change.Deliver();
        ChangeReaders();
        return change;
    }

    /// <summary>
    /// Who did not read it is not told of it any more when nothing else waits. Their row is written also when it stays
    /// as it is: whoever is being handed the message at this moment makes one of the two fail. Notices that do not fit
    /// beside all those rows leave, and who follows one finds what there is.
    /// </summary>
    private void ChangeReaders()
    {
        var others = newest.Where(one => one.Entry.EntryId != entry.EntryId).ToList();
        var untold = new HashSet<ParticipantId>();
        foreach (var stored in actor.Participants.Where(one => IsToRead(one.Value) && change.HasRoomFor(1)))
        {
            var person = stored.Value;
            var waits = Reminding.Waits(others, person, actor.Read.Receipts, now);
            change.Replace(stored, waits ? person : person with { NoticedAt = null });
            if (!waits)
            {
                untold.Add(person.ParticipantId);
            }
        }

        foreach (var notice in actor.Read.Notices.Where(notice =>
            notice.Value.ParticipantId is { } person && untold.Contains(person)
            && ConversationNotices.OfMessages.Contains(notice.Value.Kind) && change.HasRoomFor(1)))
        {
            change.Withdraw(notice);
        }
    }

    /// <summary>Whether somebody may read it and did not.</summary>
    private bool IsToRead(Participant person) =>
        person is { IsMailbox: false, Revoked: null } && person.Sees(entry.At)
        && !actor.Read.Receipts.Any(receipt =>
            receipt.ParticipantId == person.ParticipantId && receipt.Holds(message.Entry.RowKey));
}
