namespace Zegel.Functions.Guests;

/// <summary>What happens to guests, as it is written down.</summary>
internal static class GuestEvents
{
    public static readonly AuditEvent GuestAsked = new("C");
    public static readonly AuditEvent GuestApproved = new("U");
    public static readonly AuditEvent GuestDeclined = new("D", AuditEvent.Refused);
    public static readonly AuditEvent DocumentAccepted = new("U");
    public static readonly AuditEvent GuestRegistered = new("U");
    public static readonly AuditEvent GuestExtended = new("U");
    public static readonly AuditEvent GuestHandedOver = new("U");
    public static readonly AuditEvent GuestAddressChanged = new("U");
    public static readonly AuditEvent GuestRemoved = new("D");
    public static readonly AuditEvent GuestRestored = new("U");
    public static readonly AuditEvent GuestGone = new("D");
    public static readonly AuditEvent GuestRulesChanged = new("U");
}
