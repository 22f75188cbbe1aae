namespace Zegel.Functions.Folders;

/// <summary>What happens in shared folders, as it is written down.</summary>
internal static class FolderEvents
{
    public static readonly AuditEvent FolderMade = new("C");
    public static readonly AuditEvent FolderOpened = new("R");
    public static readonly AuditEvent FolderKeyDelivered = new("E");
    public static readonly AuditEvent FolderShared = new("C");
    public static readonly AuditEvent FolderRightChanged = new("U");
    public static readonly AuditEvent FolderWithdrawn = new("D");
    public static readonly AuditEvent FolderEnded = new("D");
    public static readonly AuditEvent FolderRestored = new("U");
    public static readonly AuditEvent EntriesAdded = new("C");
    public static readonly AuditEvent EntryRenamed = new("U");
    public static readonly AuditEvent EntryWithdrawn = new("D");
    public static readonly AuditEvent EntriesRemoved = new("D");
}
