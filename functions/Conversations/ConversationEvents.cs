namespace Zegel.Functions.Conversations;

/// <summary>What happens in conversations, as it is written down.</summary>
internal static class ConversationEvents
{
    public static readonly AuditEvent ConversationStarted = new("C");
    public static readonly AuditEvent ConversationBegun = new("C");
    public static readonly AuditEvent MessageSent = new("C");
    public static readonly AuditEvent ConversationOpened = new("R");
    public static readonly AuditEvent MethodRaised = new("U");
    public static readonly AuditEvent SealKeyDelivered = new("E");
    public static readonly AuditEvent MessageUnreadable = new("R", AuditEvent.Wrong);
}
