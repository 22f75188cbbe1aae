using Zegel.Functions.Storage;

namespace Zegel.Functions.Audit;

/// <summary>What is written down, in the words of NEN 7513; a closed list.</summary>
public enum AuditEvent
{
    ConversationStarted,
    ConversationBegun,
    CodeSent,
    CodeRefused,
    Unlocked,
    SignedOut,
    MessageSent,
    ConversationOpened,
    MethodRaised,
    NumberDisputed,
    ParticipantLocked,
    ParticipantDisabled,
    LinkRenewed,
    FileUploaded,
    FileReleased,
    FileRemoved,
    FileDamaged,
    SealKeyDelivered,
    SealKeyRefused,
    KeysWrappedAnew,
    MessageUnreadable,
    NoticeSent,
    NoticeFailed,
    NoticeUnwanted,
    MailboxOpened,
    AccountInvited,
    AccountAccepted,
    LogInCodeSent,
    LogInRefused,
    LoggedIn,
    LoggedOut,
    PasswordLinkSent,
    PasswordSet,
    FactorAdded,
    FactorRemoved,
    FactorReset,
    PasskeyCloned,
    RecoveryCodesMade,
    SecondFactorPostponed,
    SecondFactorRequired,
    DeviceCopied,
    SessionEnded,
    SessionsEnded,
    AccountChanged,
    SignInPolicyChanged,
    OwnerMade,
    OwnerEnded,
    AccessAsked,
    AccessGiven,
    AccessStopped,
    AccessTaken,
    AccountSuspended,
    AccountResumed,
    AccountEnded,
    ResetCodeShown,
    ResetCodeRefused,
    ResetProved,
    AuditRead,
    AuditExported,
}

/// <summary>
/// One thing that happened. It is written in the transaction of what happened, in the same partition, so that neither
/// exists without the other. Ids only: no address, number, subject, name or code.
/// </summary>
/// <param name="Event">What.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a participant id, an account id, or <c>system</c>.</param>
/// <param name="About">What it was done to: ids and roles with spaces between, or null.</param>
/// <param name="Method">By which proof: <c>none</c>, <c>sms</c>, <c>account</c>, or null.</param>
/// <param name="OnBehalfOf">The mailbox's participant for which an account acted, or null.</param>
public sealed record AuditRecord(
    AuditEvent Event, DateTimeOffset At, string Actor, string? About = null, string? Method = null, string? OnBehalfOf = null);

/// <summary>Adds audit records to what changes.</summary>
public static class AuditChanges
{
    /// <summary>Inserts the record under a key that sorts by time.</summary>
    public static void Audit(this Changes changes, AuditRecord record) =>
        changes.Insert($"{WrittenAudit.Prefix}~{Guid.CreateVersion7(record.At):N}", record);
}
