namespace Zegel.Functions.Dossiers;

/// <summary>What happens in dossiers, as it is written down.</summary>
internal static class DossierEvents
{
    public static readonly AuditEvent DossierMade = new("C");
    public static readonly AuditEvent DossierOpened = new("R");
    public static readonly AuditEvent DossierChanged = new("U");
    public static readonly AuditEvent DossierClosed = new("U");
    public static readonly AuditEvent DossierReopened = new("U");
    public static readonly AuditEvent DossierKeyDelivered = new("E");
    public static readonly AuditEvent ClientAdded = new("C");
    public static readonly AuditEvent ClientRevoked = new("D");
    public static readonly AuditEvent ClientRestored = new("U");
    public static readonly AuditEvent ExtraAccountChanged = new("U");
    public static readonly AuditEvent PartOpened = new("R");
    public static readonly AuditEvent PartViewedAs = new("R");
    public static readonly AuditEvent PartChanged = new("U");
    public static readonly AuditEvent EntryPublished = new("C");
    public static readonly AuditEvent PartMessageWritten = new("C");
    public static readonly AuditEvent PartEntryOpened = new("R");
    public static readonly AuditEvent PartEntryViewedAs = new("R");
    public static readonly AuditEvent TaskAsked = new("C");
    public static readonly AuditEvent TaskOpened = new("R");
    public static readonly AuditEvent TaskViewedAs = new("R");
    public static readonly AuditEvent AnswersWritten = new("U");
    public static readonly AuditEvent TaskSent = new("C");
    public static readonly AuditEvent TaskConfirmed = new("U");
    public static readonly AuditEvent TaskAccepted = new("U");
    public static readonly AuditEvent TaskReturned = new("U");
    public static readonly AuditEvent TaskChanged = new("U");
    public static readonly AuditEvent TaskReminded = new("U");
    public static readonly AuditEvent TaskWithdrawn = new("D");
}
