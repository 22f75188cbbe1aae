namespace Zegel.Functions.Mailboxes.Contacts;

/// <summary>
/// The address books of mailboxes, sealed under the mailbox's key: in the table of mailboxes a partition
/// <c>contacts~&lt;mailbox&gt;</c> each. Rows: <c>contact~&lt;tag&gt;</c> and <c>count</c>, how many there are.
/// </summary>
public sealed class ContactStore(StorageClients storage)
{
    /// <summary>Contacts of a page.</summary>
    public const int PageSize = 500;

    /// <summary>So many go when there is no room, so that not each new one has to look for the oldest.</summary>
    private const int Removed = 50;

    private const string Prefix = "contact";
    private const string CountRow = "count";
    private const string NoteColumn = "Note";

    private sealed record Counted(int Number);

    /// <summary>A page of a mailbox's contacts, in the order of their tags; one query.</summary>
    /// <param name="mailboxId">Whose.</param>
    /// <param name="after">The last tag of the page before, or null.</param>
    public async Task<(IReadOnlyList<ContactItem> Contacts, string? Next)> PageAsync(
        MailboxId mailboxId, string? after, CancellationToken cancellationToken)
    {
        var (rows, next) = await storage.Mailboxes.PageAsync(
            PartitionOf(mailboxId), Prefix, after, PageSize, cancellationToken);
        return ([.. rows.Select(ItemOf)], next);
    }

    /// <summary>
    /// Keeps some, each from the revision that was read (0: it is new), all or none. When there are too many, those
    /// go that were not written to for longest.
    /// </summary>
    public Task<Outcome<List<ContactItem>>> KeepAsync(
        MailboxId mailboxId, IReadOnlyList<ContactItem> wanted, AuditRecord record,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Outcome<List<ContactItem>>>(async () =>
        {
            var partition = PartitionOf(mailboxId);
            var counting = storage.Mailboxes.FindAsync<Counted>(partition, CountRow, cancellationToken);
            var found = await Task.WhenAll(wanted.Select(one => FindAsync(partition, one.Tag, cancellationToken)));
            var changed = found.Where((row, at) => RevisionOf(row) != wanted[at].Revision).OfType<TableEntity>();
            if (changed.Select(ItemOf).ToList() is { Count: > 0 } others)
            {
                await counting;
                return (true, new ContactsChanged(others));
            }

            var changes = new Changes(partition);
            List<ContactItem> kept = [];
            for (var i = 0; i < wanted.Count; i++)
            {
                // Who was forgotten since is new again.
                var contact = new Contact(RevisionOf(found[i]) + 1, record.At);
                kept.Add(wanted[i] with { Revision = contact.Revision });
                Write(changes, found[i], wanted[i], contact);
            }

            await CountAsync(changes, await counting, found.Count(row => row is null), kept, cancellationToken);
            changes.Audit(record);
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), kept);
        });

    /// <summary>Forgets somebody; false when nobody has that tag.</summary>
    public Task<bool> ForgetAsync(
        MailboxId mailboxId, string tag, AuditRecord record, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var partition = PartitionOf(mailboxId);
            if (await FindAsync(partition, tag, cancellationToken) is not { } row
                || await storage.Mailboxes.FindAsync<Counted>(partition, CountRow, cancellationToken)
                    is not { } counted)
            {
                return (true, false);
            }

            var changes = new Changes(partition);
            changes.Delete(row.RowKey, row.ETag);
            changes.Replace(counted, new Counted(counted.Value.Number - 1));
            changes.Audit(record);
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), true);
        });

    private static void Write(Changes changes, TableEntity? before, ContactItem wanted, Contact contact)
    {
        if (before is null)
        {
            changes.Insert(RowOf(wanted.Tag), contact, wanted.Note.Columns(NoteColumn));
        }
        else
        {
            changes.Replace(Row.Read<Contact>(before), contact, wanted.Note.Columns(NoteColumn));
        }
    }

    /// <summary>Counts the new ones; makes room for them where there is none.</summary>
    private async Task CountAsync(
        Changes changes, Stored<Counted>? counted, int added, IReadOnlyList<ContactItem> kept,
        CancellationToken cancellationToken)
    {
        if (counted is null)
        {
            changes.Insert(CountRow, new Counted(added));
            return;
        }

        var number = counted.Value.Number + added;
        if (added > 0 && number > SecurityNumbers.ContactsOfMailbox)
        {
            var rows = await storage.Mailboxes.ReadAllAsync(
                Row.In(changes.PartitionKey, Row.Prefix(Prefix)), cancellationToken);
            var oldest = rows.Where(row => kept.All(one => RowOf(one.Tag) != row.RowKey))
                .OrderBy(row => Row.Read<Contact>(row).Value.At).Take(Removed).ToList();
            oldest.ForEach(row => changes.Delete(row.RowKey, row.ETag));
            number -= oldest.Count;
        }

        changes.Replace(counted, new Counted(number));
    }

    private async Task<TableEntity?> FindAsync(string partition, string tag, CancellationToken cancellationToken) =>
        await storage.Mailboxes.GetEntityIfExistsAsync<TableEntity>(
            partition, RowOf(tag), cancellationToken: cancellationToken) is { HasValue: true, Value: { } found }
            ? found : null;

    private static int RevisionOf(TableEntity? row) => row is null ? 0 : Row.Read<Contact>(row).Value.Revision;

    private static ContactItem ItemOf(TableEntity row) =>
        new(row.RowKey[(Prefix.Length + 1)..], RevisionOf(row), SealedNote.FromRow(row, NoteColumn));

    private static string PartitionOf(string mailboxId) => "contacts~" + mailboxId;

    private static string RowOf(string tag) => $"{Prefix}~{tag}";
}
