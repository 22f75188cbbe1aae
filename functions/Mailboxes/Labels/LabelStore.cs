namespace Zegel.Functions.Mailboxes.Labels;

/// <summary>
/// The labels of mailboxes, in the table of mailboxes a partition <c>labels~&lt;mailbox&gt;</c> each. Rows:
/// <c>label~&lt;id&gt;</c>, and <c>count</c>, how many there are.
/// </summary>
public sealed class LabelStore(StorageClients storage)
{
    private const string Prefix = "label";
    private const string CountRow = "count";
    private const string NoteColumn = "Note";

    private sealed record Counted(int Number);

    /// <summary>All of a mailbox; one query.</summary>
    public async Task<IReadOnlyList<LabelItem>> ListAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
    [
        .. (await storage.Mailboxes.ReadAllAsync(
            Row.In(PartitionOf(mailboxId), Row.Prefix(Prefix)), cancellationToken)).Select(ItemOf),
    ];

    /// <summary>Keeps one from the revision that was read.</summary>
    public Task<Outcome<LabelItem>> KeepAsync(
        MailboxId mailboxId, LabelItem wanted, AuditRecord record, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Outcome<LabelItem>>(async () =>
        {
            var (row, counted) = await FindAsync(mailboxId, wanted.LabelId, cancellationToken);
            var before = row is null ? null : ItemOf(row);
            if (before?.Note.Body.AsSpan().SequenceEqual(wanted.Note.Body) == true)
            {
                // The same again: the answer was lost on its way.
                return (true, before);
            }

            if ((before?.Revision ?? 0) != wanted.Revision)
            {
                return (true, new LabelChanged(before));
            }

            var changes = new Changes(PartitionOf(mailboxId));
            var kept = wanted with { Revision = wanted.Revision + 1 };
            if (row is not null)
            {
                changes.Replace(Row.Read<Label>(row), new Label(kept.Revision), kept.Note.Columns(NoteColumn));
            }
            else if (counted?.Value.Number >= SecurityNumbers.LabelsOfMailbox)
            {
                return (true, new TooManyLabels());
            }
            else
            {
                changes.Insert(RowOf(kept.LabelId), new Label(kept.Revision), kept.Note.Columns(NoteColumn));
                Count(changes, counted, 1);
            }

            changes.Audit(record);
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), kept);
        });

    /// <summary>Removes one; does nothing when there is none.</summary>
    public Task<bool> RemoveAsync(
        MailboxId mailboxId, string labelId, AuditRecord record, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var (row, counted) = await FindAsync(mailboxId, labelId, cancellationToken);
            if (row is null)
            {
                return (true, false);
            }

            var changes = new Changes(PartitionOf(mailboxId));
            changes.Delete(row.RowKey, row.ETag);
            Count(changes, counted, -1);
            changes.Audit(record);
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), true);
        });

    private static void Count(Changes changes, Stored<Counted>? counted, int more)
    {
        if (counted is null)
        {
            changes.Insert(CountRow, new Counted(more));
        }
        else
        {
            changes.Replace(counted, new Counted(counted.Value.Number + more));
        }
    }

    private async Task<(TableEntity? Label, Stored<Counted>? Counted)> FindAsync(
        MailboxId mailboxId, string labelId, CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(
            Row.In(PartitionOf(mailboxId), Row.Key(RowOf(labelId)), Row.Key(CountRow)), cancellationToken);
        return (
            rows.Find(row => row.RowKey != CountRow),
            rows.Find(row => row.RowKey == CountRow) is { } count ? Row.Read<Counted>(count) : null);
    }

    private static LabelItem ItemOf(TableEntity row) =>
        new(
            row.RowKey[(Prefix.Length + 1)..], Row.Read<Label>(row).Value.Revision,
            SealedNote.FromRow(row, NoteColumn));

    private static string PartitionOf(MailboxId mailboxId) => "labels~" + mailboxId;

    private static string RowOf(string labelId) => $"{Prefix}~{labelId}";
}
