namespace Zegel.Functions.Conversations;

/// <summary>What happens in conversations, as it is written down.</summary>
internal static class ConversationEvents
{
    public static readonly AuditEvent ConversationStarted = new("C");
    public static readonly AuditEvent ConversationBegun = new("C");
    public static readonly AuditEvent MessageSent = new("C");
    public static readonly AuditEvent RecipientsAdded = new("C");
    public static readonly AuditEvent MessageWaits = new("C");
    public static readonly AuditEvent MessageLetGo = new("E");
    public static readonly AuditEvent MessageUndone = new("D");
    public static readonly AuditEvent MessageStopped = new("D");
    public static readonly AuditEvent ConversationOpened = new("R");
    public static readonly AuditEvent ConversationMarkedRead = new("U");
    public static readonly AuditEvent MethodRaised = new("U");
    public static readonly AuditEvent PhoneGiven = new("U");
    public static readonly AuditEvent AddressCorrected = new("U");
    public static readonly AuditEvent PasswordGiven = new("U");
    public static readonly AuditEvent ExpiryChanged = new("U");
    public static readonly AuditEvent MessageExpired = new("D");
    public static readonly AuditEvent MessageRevoked = new("D");
    public static readonly AuditEvent AccessWithdrawn = new("D");
    public static readonly AuditEvent PersonReminded = new("E");
    public static readonly AuditEvent LinkShown = new("R");
    public static readonly AuditEvent ConversationArchived = new("U");
    public static readonly AuditEvent ConversationDeleted = new("D");
    public static readonly AuditEvent ConversationRestored = new("U");
    public static readonly AuditEvent ConversationAssigned = new("U");
    public static readonly AuditEvent ConversationSnoozed = new("U");
    public static readonly AuditEvent ConversationWoken = new("U");
    public static readonly AuditEvent ConversationLabelled = new("U");
    public static readonly AuditEvent InternalNoteWritten = new("C");
    public static readonly AuditEvent InternalNoteChanged = new("U");
    public static readonly AuditEvent InternalNoteRemoved = new("D");
    public static readonly AuditEvent SealKeyDelivered = new("E");
    public static readonly AuditEvent MessageUnreadable = new("R", AuditEvent.Wrong);
}
