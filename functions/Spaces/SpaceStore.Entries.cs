namespace Zegel.Functions.Spaces;

public sealed partial class SpaceStore
{
    /// <summary>An entry that was posted, to be changed; null: there is none of this id.</summary>
    public async Task<FoundEntry?> FindEntryAsync(
        SpaceId space, string entryId, CancellationToken cancellationToken)
    {
        var table = storage.Conversations;
        var posted = await table.FindAsync<PostedEntry>(space, PostedRow(entryId), cancellationToken);
        if (posted is null)
        {
            return null;
        }

        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            space, EntryRow(posted.Value.At, entryId), cancellationToken: cancellationToken);
        return row.HasValue ? new FoundEntry(Row.Read<Entry>(row.Value!), NotesOf(row.Value!)) : null;
    }

    private static (SealedNote Note, SealedNote Header)? NotesOf(TableEntity row) =>
        SealedNote.FindInRow(row, NoteColumn) is { } note ? (note, SealedNote.FromRow(row, HeaderColumn)) : null;
}
