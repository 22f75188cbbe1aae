using Zegel.Functions.Security;
using Zegel.Functions.Sealing;

namespace Zegel.Functions.Conversations;

/// <summary>How far a conversation is.</summary>
public enum ConversationState
{
    /// <summary>Started by someone whose address is not confirmed yet; gone after a day.</summary>
    Unconfirmed,

    /// <summary>Begun by staff, without a message or recipients yet; gone after a month.</summary>
    Draft,

    /// <summary>Somebody can read and write in it.</summary>
    Open,
}

/// <summary>A conversation between one mailbox and people.</summary>
public sealed record Conversation
{
    /// <summary>Made by the browser.</summary>
    public required string ConversationId { get; init; }

    /// <summary>How far it is.</summary>
    public required ConversationState State { get; init; }

    /// <summary>The mailbox it is with.</summary>
    public required string MailboxId { get; init; }

    /// <summary>Through which starter it was begun; null when staff did.</summary>
    public string? StarterId { get; init; }

    /// <summary>Its name, as notices say it.</summary>
    public required string MailboxName { get; init; }

    /// <summary>The SHA-256 of the request that made it, and by whom: the same request again is answered as before.</summary>
    public required string MadeBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Until when it waits for a first message; null for as long as its pointer says.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Inserted with the first message and never replaced.</summary>
    public WrappedSealKey? SealKey { get; init; }

    /// <summary>How many participants it has, the mailbox included; the next one gets this number.</summary>
    public required int Participants { get; init; }

    /// <summary>The last message, for the mailbox's list.</summary>
    public LastMessage? Last { get; init; }

    /// <summary>What people outside wrote in it.</summary>
    public WrittenSoFar WrittenOutside { get; init; } = WrittenSoFar.Nothing;

    /// <summary>Set when what was wrapped is no seal key of this conversation: nothing in it can be read.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether a message was ever sent in it.</summary>
    public bool IsStarted => SealKey is not null;
}

/// <summary>What the list of a mailbox needs of a conversation's last message.</summary>
public sealed record LastMessage(string MessageId, string RowKey, DateTimeOffset At, string Author, int Files);

/// <summary>How a participant proves who they are before reading.</summary>
public enum Method
{
    /// <summary>The code stands in the mail: only the address is proved (Z14).</summary>
    None,

    /// <summary>A code by SMS (Z15).</summary>
    Sms,
}

/// <summary>A mailbox or a person in a conversation.</summary>
public sealed record Participant
{
    /// <summary>The conversation's id and two digits; <c>00</c> is the mailbox.</summary>
    public required string ParticipantId { get; init; }

    /// <summary>As others see it; null for a person whom staff gave none. An address is not shown to others.</summary>
    public required string? Name { get; init; }

    /// <summary>Null for a mailbox.</summary>
    public string? Email { get; init; }

    /// <summary>E.164; with method SMS.</summary>
    public string? Phone { get; init; }

    /// <summary>Belongs to the participant, and can only be raised, by staff.</summary>
    public Method Method { get; init; }

    /// <summary>The language of its notices.</summary>
    public required string Language { get; init; }

    /// <summary>Raising it ends the link.</summary>
    public int LinkVersion { get; init; } = 1;

    /// <summary>Codes and tries.</summary>
    public LinkAccess Access { get; init; } = LinkAccess.None;

    /// <summary>Set when the participant says the phone number is not theirs.</summary>
    public DisputedNumber? Disputed { get; init; }

    /// <summary>Whether a notice could not be delivered.</summary>
    public bool NoticeFailed { get; init; }

    /// <summary>When it was last told that a message waits; null when that must be told anew.</summary>
    public DateTimeOffset? NoticedAt { get; init; }

    /// <summary>When it last read all there was after being told.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was last told that its own message arrived.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What it wrote itself; of people only.</summary>
    public WrittenSoFar Written { get; init; } = WrittenSoFar.Nothing;

    /// <summary>The conversation's seal key, with its context, under the mailbox's; for the mailbox only, by the delivery worker.</summary>
    public byte[]? WrappedSealKey { get; init; }

    /// <summary>Whether it is the mailbox.</summary>
    public bool IsMailbox => ParticipantId.EndsWith("00", StringComparison.Ordinal);

    /// <summary>How its codes travel.</summary>
    public ChallengeKind CodesBy => Method == Method.Sms ? ChallengeKind.Sms : ChallengeKind.Mail;

    /// <summary>Whether it was told that something waits and has not read it since.</summary>
    public bool HasUnread => NoticedAt is { } noticed && !(OpenedAt >= noticed);

    /// <summary>Whether the notice it has still says all there is to say: something waits. After a day it is said again.</summary>
    public bool IsTold(DateTimeOffset now) => HasUnread && now < NoticedAt + SecurityNumbers.NoticeAgain;

    /// <summary>Told now; after its last reading also on a clock that did not move since.</summary>
    public Participant Told(DateTimeOffset now) => this with { NoticedAt = now <= OpenedAt ? OpenedAt.Value.AddTicks(1) : now };

    /// <summary>Whether to tell its author that a message arrived: not again before the mailbox read it, or a day passed.</summary>
    public bool NeedsConfirmation(Participant mailbox, DateTimeOffset now) =>
        ConfirmedAt is not { } confirmed || mailbox.OpenedAt > confirmed || now >= confirmed + SecurityNumbers.NoticeAgain;

    /// <summary>The id of the n-th participant.</summary>
    public static string IdOf(string conversationId, int number) =>
        conversationId + number.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The conversation a participant id names.</summary>
    public static string ConversationOf(string participantId) => participantId[..Ids.Length];

    /// <summary>
    /// From none to SMS. Open codes of the lower method end with it, and so do its grants, which name their method.
    /// </summary>
    public Participant Raise(string phone) =>
        this with { Method = Method.Sms, Phone = phone, Access = Access with { Challenges = [] }, NoticedAt = null };

    /// <summary>
    /// A new link: the old one, its codes and what it opened end, and wrong codes are counted from nothing again, since
    /// whoever guessed has no link any more.
    /// </summary>
    public Participant RenewLink() => this with { LinkVersion = LinkVersion + 1, Access = LinkAccess.None };
}

/// <summary>What a participant said about a number that is not theirs.</summary>
public sealed record DisputedNumber(DateTimeOffset At, string Explanation);

/// <summary>That a browser unlocked a participant, by a method and a link, which must still be the participant's.</summary>
public sealed record Grant(Method Method, int LinkVersion, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt)
{
    /// <summary>Whether it still lets in.</summary>
    public bool IsAlive(Participant participant, DateTimeOffset now) =>
        Method == participant.Method
        && LinkVersion == participant.LinkVersion
        && now < CreatedAt + SecurityNumbers.SessionLifetime
        && now < LastSeenAt + SecurityNumbers.SessionIdle;
}

/// <summary>A message; its sealed note stands in columns beside it.</summary>
/// <param name="MessageId">Made by the browser.</param>
/// <param name="Author">The participant.</param>
/// <param name="AccountId">Who of the mailbox wrote it; null for a person.</param>
/// <param name="By">The name of who wrote it for the mailbox, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Files">The ids of its files.</param>
public sealed record Message(string MessageId, string Author, string? AccountId, string? By, DateTimeOffset At, IReadOnlyList<string> Files);

/// <summary>That a message id was taken, by whom and with which body; so a retry makes no second message.</summary>
public sealed record SentMessage(string BodyHash, string Author, string? By, DateTimeOffset At);

/// <summary>That a participant was handed the messages after one and up to another (row keys; newest sorts first).</summary>
public sealed record Receipt(string ParticipantId, string? After, string UpTo, DateTimeOffset At, Method? Method);

/// <summary>A file: staged, then finished, then sent with a message.</summary>
public sealed record AttachedFile
{
    /// <summary>Made by the browser.</summary>
    public required string FileId { get; init; }

    /// <summary>Plain size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The random name under which it is uploaded. Whoever has a ticket can still write there after it is finished.</summary>
    public required string UploadName { get; init; }

    /// <summary>The random name under which it is kept once it is finished; no ticket to write has it.</summary>
    public required string BlobName { get; init; }

    /// <summary>The participant who uploads it.</summary>
    public required string Author { get; init; }

    /// <summary>The mailbox in whose space it is counted.</summary>
    public required string MailboxId { get; init; }

    /// <summary>Until when it waits for its message; an upload that goes on puts it off.</summary>
    public required DateTimeOffset WaitsUntil { get; init; }

    /// <summary>Set when the whole upload is stored.</summary>
    public string? ETag { get; init; }

    /// <summary>The message it was sent with.</summary>
    public string? MessageId { get; init; }

    /// <summary>Taken back, or too old: it can never be sent, and its blob goes once no ticket can write it any more.</summary>
    public bool IsEnded { get; init; }

    /// <summary>When it was ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether all of it is stored.</summary>
    public bool IsReady => ETag is not null && !IsEnded;

    /// <summary>Whether it is a person's and not the mailbox's.</summary>
    public static bool IsOutside(string author) => !author.EndsWith("00", StringComparison.Ordinal);

    /// <summary>Whether it waits for its message.</summary>
    public bool IsStaged => MessageId is null && !IsEnded;
}
