namespace Zegel.Functions.Starters;

/// <summary>Kinds of files by what people call them. What belongs to each the pages say: names are sealed.</summary>
public enum FileKind
{
    /// <summary>Texts: pdf, docx, odt, txt.</summary>
    Documents,

    /// <summary>Pictures and scans.</summary>
    Pictures,

    /// <summary>Tables.</summary>
    Spreadsheets,

    /// <summary>Sound and moving pictures.</summary>
    Recordings,
}

/// <summary>A public page that opens a conversation with one mailbox (D7); a mailbox may have several.</summary>
/// <param name="StarterId">Its name in links; it never changes, since links and QR codes hold it.</param>
/// <param name="MailboxId">With which mailbox; it never changes, since people trust where a link leads.</param>
/// <param name="TextNl">What stands above the form, in Dutch; may be empty.</param>
/// <param name="TextEn">The same in English.</param>
/// <param name="Kinds">The kinds of files that it asks for; null: all.</param>
/// <param name="IsPaused">Nobody begins with it now; conversations that were begun go on.</param>
/// <param name="Revision">How often it was changed: of two who change it the later is told.</param>
public sealed record Starter(
    string StarterId, MailboxId MailboxId, string TextNl = "", string TextEn = "",
    IReadOnlyList<FileKind>? Kinds = null, bool IsPaused = false, int Revision = 0)
{
    /// <summary>Whether it says the same.</summary>
    public bool IsAlike(Starter other) =>
        this with { Kinds = null } == other with { Kinds = null }
        && (Kinds ?? []).SequenceEqual(other.Kinds ?? []) && Kinds is null == other.Kinds is null;
}

/// <summary>Conversation starters; a partition a starter.</summary>
public sealed class StarterStore(StorageClients storage)
{
    private const string StarterRow = "starter";

    /// <summary>The starter, or null.</summary>
    public async Task<Starter?> FindAsync(string starterId, CancellationToken cancellationToken) =>
        (await FindStoredAsync(starterId, cancellationToken))?.Value;

    /// <summary>The same, to be changed.</summary>
    public async Task<Stored<Starter>?> FindStoredAsync(string starterId, CancellationToken cancellationToken) =>
        Ids.IsStarterId(starterId)
            ? await storage.Starters.FindAsync<Starter>(starterId, StarterRow, cancellationToken) : null;

    /// <summary>All of them, by name; an organisation has few.</summary>
    public async Task<IReadOnlyList<Starter>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await storage.Starters.ReadAllAsync(Row.Key(StarterRow), cancellationToken))
            .Select(row => Row.Read<Starter>(row).Value)];

    /// <summary>Makes a starter, once.</summary>
    public Task<bool> TryInsertAsync(Starter starter, CancellationToken cancellationToken) =>
        storage.Starters.TryInsertAsync(starter.StarterId, StarterRow, starter, cancellationToken);

    /// <summary>Makes a starter, once, and writes it down.</summary>
    public Task<bool> TryInsertAsync(Starter starter, AuditRecord record, CancellationToken cancellationToken)
    {
        var changes = new Changes(starter.StarterId);
        changes.Insert(StarterRow, starter);
        changes.Audit(record);
        return changes.TrySubmitAsync(storage.Starters, cancellationToken);
    }

    /// <summary>Changes a starter and writes it down; false when somebody else changed it meanwhile.</summary>
    public Task<bool> TryChangeAsync(
        Stored<Starter> stored, Starter wanted, AuditRecord record, CancellationToken cancellationToken)
    {
        var changes = new Changes(stored.PartitionKey);
        changes.Replace(stored, wanted);
        changes.Audit(record);
        return changes.TrySubmitAsync(storage.Starters, cancellationToken);
    }
}

/// <summary>Nobody begins with this starter now.</summary>
public sealed record StarterPaused() : Problem(409, "starter-paused", "This starter is paused.");
