using Zegel.Functions.Conversations.Keeping;
using Zegel.Functions.Conversations.Recipients;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>What somebody who opened a conversation is shown of it.</summary>
internal static class ShownConversation
{
    /// <summary>Up to where the actor read before; keys of newer messages sort first.</summary>
    public static string? ReadUpTo(Actor<Conversation> actor) =>
        actor.Read.Receipts.Where(receipt => receipt.ParticipantId == actor.Me.Value.ParticipantId)
            .Select(receipt => receipt.UpTo).Min(StringComparer.Ordinal);

    /// <summary>
    /// It read all there is. Clocks of instances differ a little: never before what it was told.
    /// </summary>
    public static Participant Opened(this Participant me, DateTimeOffset now) =>
        me with { OpenedAt = now < me.NoticedAt ? me.NoticedAt : now };

    /// <summary>Whether it is another one's, of which the actor was handed nothing.</summary>
    public static bool IsUnhanded(ListedEntry message, Actor<Conversation> actor) =>
        message.Entry.Author != actor.Me.Value.ParticipantId
        && !actor.Read.Receipts.Any(receipt =>
            receipt.ParticipantId == actor.Me.Value.ParticipantId && receipt.Holds(message.Key));

    /// <summary>Whether it came after all that the actor was handed.</summary>
    public static bool IsNew(ListedEntry message, Actor<Conversation> actor) =>
        message.Entry.Author != actor.Me.Value.ParticipantId
        && (ReadUpTo(actor) is not { } upTo || string.CompareOrdinal(message.Key, upTo) < 0);

    /// <summary>A message.</summary>
    public static OpenConversation.MessageItem ItemOf(
        ListedEntry message, Actor<Conversation> actor, MessageReceipts receipts, DateTimeOffset now) => new(
        message.Entry.EntryId,
        message.Entry.Author,
        message.Entry.By,
        message.Entry.At,
        message.Entry.IsGone(now) ? null : message.Note,
        IsNew(message, actor),
        receipts.Of(message),
        message.Entry.ExpiresAt,
        message.Entry.Revoked?.At,
        actor.IsMailbox ? message.Entry.Revoked?.By : null,
        actor.IsMailbox ? message.FileNames : null,
        message.Entry.Added ?? []);

    /// <summary>Somebody in it.</summary>
    public static OpenConversation.ParticipantItem ItemOf(
        Participant participant, Actor<Conversation> actor, string mailbox, DateTimeOffset now)
    {
        var forStaff = actor.IsMailbox;
        return new OpenConversation.ParticipantItem(
            participant.ParticipantId,
            participant.IsMailbox ? "mailbox" : "person",
            // An address is shown to staff and to whom it belongs, and to nobody else of the conversation.
            participant.IsMailbox
                ? mailbox
                : participant.Name ?? (forStaff || participant == actor.Me.Value ? participant.Email : null),
            forStaff ? participant.Email : null,
            participant.IsMailbox ? null : participant.Method,
            forStaff && participant.Phone is not null ? PhoneNumber.Mask(participant.Phone) : null,
            forStaff && participant.Disputed is { } disputed
                ? new OpenConversation.Disputed(disputed.At, disputed.Explanation) : null,
            forStaff && participant.IsHeld,
            forStaff ? ReachingTask.Of(participant, actor.Space.Value, actor.Read) : null,
            forStaff && participant.Codes.LockedUntil > now ? participant.Codes.LockedUntil : null,
            forStaff && participant.Codes.IsDisabled,
            participant.IsCc,
            forStaff && Reminding.Fits(participant),
            forStaff ? participant.RemindedAt : null,
            participant.Revoked?.At,
            participant.SeesFrom);
    }
}
