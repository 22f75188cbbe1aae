namespace Zegel.Functions.Spaces;

/// <summary>What happens in spaces of every kind, as it is written down.</summary>
internal static class SpaceEvents
{
    public static readonly AuditEvent CodeSent = new("E");
    public static readonly AuditEvent CodeRefused = new("E", AuditEvent.Refused);
    public static readonly AuditEvent Unlocked = new("E");
    public static readonly AuditEvent SignedOut = new("E");
    public static readonly AuditEvent NumberDisputed = new("U", AuditEvent.Refused);
    public static readonly AuditEvent ParticipantLocked = new("U", AuditEvent.Refused);
    public static readonly AuditEvent ParticipantDisabled = new("U", AuditEvent.Refused);
    public static readonly AuditEvent NoticeUndelivered = new("E", AuditEvent.Refused);
    public static readonly AuditEvent LinkRenewed = new("U");
    public static readonly AuditEvent LinkSentAgain = new("E");
    public static readonly AuditEvent UnlockedByAnother = new("E");
    public static readonly AuditEvent UnlockedByDevice = new("E");
    public static readonly AuditEvent ReaderRemembered = new("C");
    public static readonly AuditEvent ReaderForgotten = new("D");
    public static readonly AuditEvent ReaderCopied = new("D", AuditEvent.Refused);
    public static readonly AuditEvent FileUploaded = new("C");
    public static readonly AuditEvent FileReleased = new("R");
    public static readonly AuditEvent FileRemoved = new("D");
    public static readonly AuditEvent ShelfOpened = new("R");
    public static readonly AuditEvent FileDamaged = new("R", AuditEvent.Wrong);
}
