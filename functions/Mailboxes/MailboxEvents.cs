namespace Zegel.Functions.Mailboxes;

/// <summary>What happens to mailboxes and to who may use them, as it is written down.</summary>
internal static class MailboxEvents
{
    public static readonly AuditEvent MailboxMade = new("C");
    public static readonly AuditEvent MailboxRenamed = new("U");
    public static readonly AuditEvent MailboxOpened = new("R");
    public static readonly AuditEvent OwnerMade = new("C");
    public static readonly AuditEvent OwnerEnded = new("D");
    public static readonly AuditEvent AccessGiven = new("C");
    public static readonly AuditEvent AccessTaken = new("D");
    public static readonly AuditEvent AccessChanged = new("U");
    public static readonly AuditEvent MailboxPassed = new("U");
    public static readonly AuditEvent ContactsKept = new("U");
    public static readonly AuditEvent ContactForgotten = new("D");
    public static readonly AuditEvent LabelKept = new("U");
    public static readonly AuditEvent LabelRemoved = new("D");
}
