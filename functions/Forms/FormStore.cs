namespace Zegel.Functions.Forms;

/// <summary>A form as it was read, with its header.</summary>
public sealed record FoundForm(Stored<Form> Row, SealedNote Header)
{
    /// <summary>The form.</summary>
    public Form Value => Row.Value;

    /// <summary>As lists show it.</summary>
    public FormItem Shown => Value.Show(Header);
}

/// <summary>
/// The forms of mailboxes, sealed under the mailbox's key: in the table of mailboxes a partition
/// <c>forms~&lt;mailbox&gt;</c> each. Rows: <c>form~&lt;id&gt;</c> with what lists show, <c>draft~&lt;id&gt;</c>, and
/// <c>version~&lt;id&gt;~&lt;number&gt;</c>, which is never changed.
/// </summary>
public sealed class FormStore(StorageClients storage)
{
    private const string FormPrefix = "form";
    private const string NoteColumn = "Note";
    private const string HeaderColumn = "Header";

    /// <summary>All forms of a mailbox, in one query.</summary>
    public async Task<IReadOnlyList<FoundForm>> ListAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
    [
        .. (await storage.Mailboxes.ReadAllAsync(
                Row.In(PartitionOf(mailboxId), Row.Prefix(FormPrefix)), cancellationToken))
            .Select(Read),
    ];

    /// <summary>One form, or null.</summary>
    public async Task<FoundForm?> FindAsync(MailboxId mailboxId, string formId, CancellationToken cancellationToken) =>
        await GetAsync(mailboxId, FormRow(formId), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>What was saved of a form last; the form must be there.</summary>
    public async Task<SealedNote> GetDraftAsync(
        MailboxId mailboxId, string formId, CancellationToken cancellationToken) =>
        SealedNote.FromRow((await GetAsync(mailboxId, DraftRow(formId), cancellationToken))!, NoteColumn);

    /// <summary>A version with its header and its definition, or null.</summary>
    public async Task<(FormVersion Version, SealedNote Header, SealedNote Definition)?> FindVersionAsync(
        MailboxId mailboxId, string formId, int version, CancellationToken cancellationToken) =>
        await GetAsync(mailboxId, VersionRow(formId, version), cancellationToken) is { } row
            ? (Row.Read<FormVersion>(row).Value, SealedNote.FromRow(row, HeaderColumn),
                SealedNote.FromRow(row, NoteColumn))
            : null;

    /// <summary>Makes a form; false when its id is taken.</summary>
    public Task<bool> TryMakeAsync(
        MailboxId mailboxId, Form form, SealedNote header, SealedNote definition, AuditRecord record,
        CancellationToken cancellationToken)
    {
        var changes = new Changes(PartitionOf(mailboxId));
        changes.Insert(FormRow(form.FormId), form, header.Columns(NoteColumn));
        changes.Insert(DraftRow(form.FormId), form.Revision, definition.Columns(NoteColumn));
        changes.Audit(record);
        return changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
    }

    /// <summary>Changes a form that must still be as it was read.</summary>
    /// <param name="mailboxId">Whose.</param>
    /// <param name="found">As it was read.</param>
    /// <param name="form">As it becomes.</param>
    /// <param name="header">Its header.</param>
    /// <param name="draft">Another draft; null: as it is.</param>
    /// <param name="published">What is published as its last version; null: nothing.</param>
    /// <param name="record">What is written down.</param>
    public Task<bool> TryChangeAsync(
        MailboxId mailboxId, FoundForm found, Form form, SealedNote header, SealedNote? draft, SealedNote? published,
        AuditRecord record, CancellationToken cancellationToken)
    {
        var changes = new Changes(PartitionOf(mailboxId));
        changes.Replace(found.Row, form, header.Columns(NoteColumn));
        if (draft is not null)
        {
            // Nobody changes it without the row of the form.
            changes.Put(DraftRow(form.FormId), form.Revision, draft.Columns(NoteColumn));
        }

        if (published is not null)
        {
            var version = form.Versions[^1];
            changes.Insert(
                VersionRow(form.FormId, version.Version), version,
                [.. published.Columns(NoteColumn), .. header.Columns(HeaderColumn)]);
        }

        changes.Audit(record);
        return changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
    }

    private async Task<TableEntity?> GetAsync(
        MailboxId mailboxId, string row, CancellationToken cancellationToken) =>
        await storage.Mailboxes.GetEntityIfExistsAsync<TableEntity>(
            PartitionOf(mailboxId), row, cancellationToken: cancellationToken) is { HasValue: true, Value: { } found }
            ? found : null;

    private static FoundForm Read(TableEntity row) => new(Row.Read<Form>(row), SealedNote.FromRow(row, NoteColumn));

    private static string PartitionOf(string mailboxId) => "forms~" + mailboxId;

    private static string FormRow(string formId) => $"{FormPrefix}~{formId}";

    private static string DraftRow(string formId) => $"draft~{formId}";

    private static string VersionRow(string formId, int version) =>
        $"version~{formId}~{version.ToString("D5", CultureInfo.InvariantCulture)}";
}
