using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Receipts;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>
/// What is known of whether a message came to somebody. People outside are told who opened it; the rest is the
/// mailbox's.
/// </summary>
/// <param name="ParticipantId">Of whom.</param>
/// <param name="NotifiedAt">When the provider took the notice that tells of it.</param>
/// <param name="DeliveredAt">When that arrived, by the provider's report; null: nothing is known of it.</param>
/// <param name="Failed">That the last notice did not arrive.</param>
/// <param name="TextedAt">When they were told by SMS that mail does not reach them.</param>
/// <param name="VisitedAt">When the link was first visited, by a person or a machine.</param>
/// <param name="OpenedAt">When they were handed it, after a proof.</param>
/// <param name="Method">By which proof; null for the mailbox.</param>
/// <param name="Files">Which of its files they were handed.</param>
public sealed record ReceiptItem(
    ParticipantId ParticipantId, DateTimeOffset? NotifiedAt, DateTimeOffset? DeliveredAt, FailedDelivery? Failed,
    DateTimeOffset? TextedAt, DateTimeOffset? VisitedAt, DateTimeOffset? OpenedAt, Method? Method,
    IReadOnlyList<HandedFile> Files);

/// <summary>That somebody was handed a file.</summary>
/// <param name="FileId">Which.</param>
/// <param name="At">The first time.</param>
/// <param name="Method">After which proof.</param>
public sealed record HandedFile(FileId FileId, DateTimeOffset At, Method Method);

/// <summary>The receipts of messages, out of what was read of a conversation (X10, Z42-Z45).</summary>
internal sealed class MessageReceipts(SpaceRead read, IReadOnlyList<Notice> waiting, bool isForMailbox)
{
    private readonly HashSet<string> waiting = waiting.Select(notice => notice.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether somebody is to read a message: it is not their own, they see it, and they did not get a copy.
    /// </summary>
    public static bool IsAwaited(Participant reader, ParticipantId author, DateTimeOffset at) =>
        reader is { IsMailbox: false, IsCc: false, Revoked: null } && reader.ParticipantId != author && reader.Sees(at);

    /// <summary>What is known of everybody else but its author.</summary>
    public IReadOnlyList<ReceiptItem> Of(ListedEntry message) =>
    [
        .. read.Participants.Select(participant => participant.Value)
            .Where(person => person.ParticipantId != message.Entry.Author && !(isForMailbox && person.IsMailbox)
                && person.Sees(message.Entry.At) && !(person.RevokedAt <= message.Entry.At))
            .Select(person => Of(message, person.ParticipantId)),
    ];

    private ReceiptItem Of(ListedEntry message, ParticipantId person)
    {
        var opened = read.Receipts
            .Where(receipt => receipt.ParticipantId == person && receipt.Holds(message.Key)
                && !message.Entry.IsGone(receipt.At))
            .MinBy(receipt => receipt.At);
        if (!isForMailbox)
        {
            return new ReceiptItem(person, null, null, null, null, null, opened?.At, null, []);
        }

        var told = TellingOf(message, person, opened?.At);
        return new ReceiptItem(
            person,
            told.Find(notice => notice.SentAt is not null)?.SentAt,
            told.Find(notice => notice.DeliveredAt is not null)?.DeliveredAt,
            told.LastOrDefault()?.Failed,
            TextedAt(told, person),
            told.Where(notice =>
                    notice.VisitedAt >= message.Entry.At && IsBefore(notice.VisitedAt, message.Entry.Revoked))
                .Min(notice => notice.VisitedAt),
            opened?.At,
            opened?.Method,
            [.. read.Handed.Where(file => file.ParticipantId == person && message.Entry.Files.Contains(file.FileId))
                .Select(file => new HandedFile(file.FileId, file.At, file.Method))]);
    }

    /// <summary>What is known of a message ends with its revoking: what came after that is of others.</summary>
    private static bool IsBefore(DateTimeOffset? at, Revocation? revoked) => !(revoked?.At <= at);

    /// <summary>
    /// The notices that told somebody of a message, oldest first: those after it, until it was opened; or, when there
    /// is none, the one that they had not followed yet when it came (<see cref="Participant.IsTold"/>).
    /// </summary>
    private List<SentNotice> TellingOf(ListedEntry message, ParticipantId person, DateTimeOffset? openedAt)
    {
        var at = message.Entry.At;
        var all = read.Told.Select(told => told.Value)
            .Where(told => told.ParticipantId == person && waiting.Contains(told.Kind)
                && IsBefore(TimeOf(told), message.Entry.Revoked))
            .OrderBy(TimeOf).ToList();
        var after = all.FindAll(told => TimeOf(told) >= at && !(TimeOf(told) > openedAt));
        if (after.Count > 0 || all.FindLast(told => TimeOf(told) < at) is not { } before)
        {
            return after;
        }

        var wasFollowed = read.Receipts.Any(receipt =>
            receipt.ParticipantId == person && receipt.At >= TimeOf(before) && !receipt.Covers(message.Key));
        return wasFollowed ? [] : [before];
    }

    private DateTimeOffset? TextedAt(IReadOnlyList<SentNotice> told, ParticipantId person) =>
        told is not [var first, ..] ? null : read.Told.Select(one => one.Value)
            .Where(one => one.ParticipantId == person && one.Kind == ConversationNotices.MailNotReached.Name
                && one.SentAt >= TimeOf(first))
            .Min(one => one.SentAt);

    private static DateTimeOffset? TimeOf(SentNotice notice) => notice.SentAt ?? notice.Failed?.At;
}
