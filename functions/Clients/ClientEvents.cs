namespace Zegel.Functions.Clients;

/// <summary>What happens to clients, as it is written down.</summary>
internal static class ClientEvents
{
    public static readonly AuditEvent ClientMade = new("C");
    public static readonly AuditEvent ClientCorrected = new("U");
    public static readonly AuditEvent ClientAddressChanged = new("U");
    public static readonly AuditEvent ExtraAccountAdded = new("C");
    public static readonly AuditEvent ExtraAccountDeleted = new("D");
}
