namespace Zegel.Functions.Audit;

/// <summary>That the trail was read, as it is written down.</summary>
internal static class AuditEvents
{
    public static readonly AuditEvent AuditRead = new("R");
    public static readonly AuditEvent AuditExported = new("R");
}
