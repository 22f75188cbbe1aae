namespace Zegel.Functions.Audit;

/// <summary>What NEN 7513 wants to know of every kind of event: what it did, and how it ended.</summary>
public static class AuditFacts
{
    // Actions: C(reate), R(ead), U(pdate), D(elete), E(xecute). Outcomes, as in DICOM and FHIR: 0 done, 4 refused or not
    // done, 8 something is wrong.
    private static readonly Dictionary<AuditEvent, (string Action, int Outcome)> Facts = new()
    {
        [AuditEvent.ConversationStarted] = ("C", 0),
        [AuditEvent.ConversationBegun] = ("C", 0),
        [AuditEvent.CodeSent] = ("E", 0),
        [AuditEvent.CodeRefused] = ("E", 4),
        [AuditEvent.Unlocked] = ("E", 0),
        [AuditEvent.SignedOut] = ("E", 0),
        [AuditEvent.MessageSent] = ("C", 0),
        [AuditEvent.ConversationOpened] = ("R", 0),
        [AuditEvent.MethodRaised] = ("U", 0),
        [AuditEvent.NumberDisputed] = ("U", 4),
        [AuditEvent.ParticipantLocked] = ("U", 4),
        [AuditEvent.ParticipantDisabled] = ("U", 4),
        [AuditEvent.LinkRenewed] = ("U", 0),
        [AuditEvent.FileUploaded] = ("C", 0),
        [AuditEvent.FileReleased] = ("R", 0),
        [AuditEvent.FileRemoved] = ("D", 0),
        [AuditEvent.FileDamaged] = ("R", 8),
        [AuditEvent.SealKeyDelivered] = ("E", 0),
        [AuditEvent.SealKeyRefused] = ("R", 8),
        [AuditEvent.KeysWrappedAnew] = ("U", 0),
        [AuditEvent.MessageUnreadable] = ("R", 8),
        [AuditEvent.NoticeSent] = ("E", 0),
        [AuditEvent.NoticeFailed] = ("E", 4),
        [AuditEvent.NoticeUnwanted] = ("E", 0),
        [AuditEvent.MailboxOpened] = ("R", 0),
        [AuditEvent.AccountInvited] = ("C", 0),
        [AuditEvent.AccountAccepted] = ("U", 0),
        [AuditEvent.LogInCodeSent] = ("E", 0),
        [AuditEvent.LogInRefused] = ("E", 4),
        [AuditEvent.LoggedIn] = ("E", 0),
        [AuditEvent.LoggedOut] = ("E", 0),
        [AuditEvent.PasswordLinkSent] = ("E", 0),
        [AuditEvent.PasswordSet] = ("U", 0),
        [AuditEvent.FactorAdded] = ("C", 0),
        [AuditEvent.FactorRemoved] = ("D", 0),
        [AuditEvent.FactorReset] = ("D", 0),
        [AuditEvent.PasskeyCloned] = ("E", 8),
        [AuditEvent.RecoveryCodesMade] = ("C", 0),
        [AuditEvent.SecondFactorPostponed] = ("U", 0),
        [AuditEvent.SecondFactorRequired] = ("U", 0),
        [AuditEvent.DeviceCopied] = ("E", 8),
        [AuditEvent.SessionEnded] = ("D", 0),
        [AuditEvent.SessionsEnded] = ("D", 0),
        [AuditEvent.AccountChanged] = ("U", 0),
        [AuditEvent.SignInPolicyChanged] = ("U", 0),
        [AuditEvent.OwnerMade] = ("C", 0),
        [AuditEvent.OwnerEnded] = ("D", 0),
        [AuditEvent.AccessAsked] = ("E", 0),
        [AuditEvent.AccessGiven] = ("C", 0),
        [AuditEvent.AccessStopped] = ("D", 4),
        [AuditEvent.AccessTaken] = ("D", 0),
        [AuditEvent.AccountSuspended] = ("U", 0),
        [AuditEvent.AccountResumed] = ("U", 0),
        [AuditEvent.AccountEnded] = ("D", 0),
        [AuditEvent.ResetCodeShown] = ("R", 0),
        [AuditEvent.ResetCodeRefused] = ("E", 4),
        [AuditEvent.ResetProved] = ("E", 0),
        [AuditEvent.AuditRead] = ("R", 0),
        [AuditEvent.AuditExported] = ("R", 0),
    };

    /// <summary>The kinds of events that have an action and an outcome of their own.</summary>
    public static IReadOnlyCollection<AuditEvent> Known => Facts.Keys;

    /// <summary>Action and outcome of a kind of event.</summary>
    public static (string Action, int Outcome) Of(AuditEvent happened) => Facts.GetValueOrDefault(happened, ("E", 0));
}
