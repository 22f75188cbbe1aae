using Zegel.Functions.Access;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Notifications;

/// <summary>
/// One mail or SMS that must leave, as a row in the partition of what it announces. It carries address, kind and ids,
/// never a code or a link: those are derived when it is sent, so that a retry sends the same.
/// </summary>
public sealed record OutboxItem
{
    /// <summary>Which text.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The address or number; null for the owner of <see cref="MailboxId"/>, who is looked up when it is sent.</summary>
    public string? To { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The name of the mailbox the conversation is with.</summary>
    public string? Mailbox { get; init; }

    /// <summary>The mailbox whose owner is told.</summary>
    public string? MailboxId { get; init; }

    /// <summary>The participant or account whose link it holds.</summary>
    public string? LinkId { get; init; }

    /// <summary>The version of that link.</summary>
    public int LinkVersion { get; init; }

    /// <summary>The challenge whose code it holds.</summary>
    public string? ChallengeId { get; init; }

    /// <summary>The second factor it is about.</summary>
    public FactorMethod? Factor { get; init; }

    /// <summary>The address of the account it is about, when that is not the reader's.</summary>
    public string? Person { get; init; }

    /// <summary>The address of who asked.</summary>
    public string? By { get; init; }

    /// <summary>The date it is about, when that is not <see cref="NotAfter"/>.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The participant who must be marked when it cannot be delivered.</summary>
    public string? ParticipantId { get; init; }

    /// <summary>After this it is of no use and is not sent any more.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The provider's id of the mail: a repeat with it is the same mail.</summary>
    public required Guid OperationId { get; init; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when a worker has it.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>Not before this.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Whether it is an SMS.</summary>
    public bool IsSms => Kind is NoticeKind.UnlockSms or NoticeKind.LogInSms or NoticeKind.PhoneSms or NoticeKind.NumberEndedSms;

    /// <summary>Whether it says to a reader that a message waits, or to its author that it arrived.</summary>
    public bool TellsOfMessage => Kind is NoticeKind.MessageWaiting or NoticeKind.MessageWaitingWithCode
        or NoticeKind.MessageReceived or NoticeKind.MailboxMessage;

    /// <summary>
    /// Whether codes, invitations and what guards an account go first: nobody sits waiting for it, and people outside
    /// can make many of them.
    /// </summary>
    public bool CanWait => TellsOfMessage || Kind is NoticeKind.NumberWrong or NoticeKind.ParticipantLocked or NoticeKind.ParticipantDisabled
        or NoticeKind.FileDamaged or NoticeKind.MessageUnreadable or NoticeKind.RecipientNotReached
        or NoticeKind.SecondFactorReminder or NoticeKind.SecondFactorRequired;

    /// <summary>Whether its code is six digits; mailed codes that confirm a conversation's address have eight characters.</summary>
    public bool HasDigits => IsSms || Kind is NoticeKind.LogInMail or NoticeKind.AddressCodeMail;

    /// <summary>The wait after a failed try: 5 s doubled each time, a quarter of an hour at most.</summary>
    public TimeSpan Backoff => TimeSpan.FromSeconds(Math.Min(900, 5 * Math.Pow(2, Attempts)));
}

/// <summary>Adds outbox rows to what changes.</summary>
public static class OutboxChanges
{
    /// <summary>The prefix of outbox rows.</summary>
    public const string Prefix = "outbox";

    /// <summary>A row of the outbox, in the transaction of what it announces.</summary>
    public static void Announce(this Changes changes, DateTimeOffset now, OutboxItem item) =>
        changes.Insert($"{Prefix}~{Guid.CreateVersion7(now):N}", item);

    /// <summary>A fresh operation id.</summary>
    public static Guid NewOperation() => Guid.ParseExact(Tokens.NewId(), "N");
}
