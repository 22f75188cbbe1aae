namespace Zegel.Functions.Forms;

/// <summary>What happens to forms, as it is written down.</summary>
internal static class FormEvents
{
    public static readonly AuditEvent FormMade = new("C");
    public static readonly AuditEvent FormChanged = new("U");
    public static readonly AuditEvent FormPublished = new("U");
    public static readonly AuditEvent FormArchived = new("U");
}
