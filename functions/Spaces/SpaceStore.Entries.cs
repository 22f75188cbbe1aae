namespace Zegel.Functions.Spaces;

public sealed partial class SpaceStore
{
    /// <summary>An entry that was posted, to be changed; null: there is none of this id.</summary>
    public async Task<FoundEntry?> FindEntryAsync(
        SpaceId space, string entryId, CancellationToken cancellationToken)
    {
        var posted = await storage.Conversations.FindAsync<PostedEntry>(
            space, PostedRow(entryId), cancellationToken);
        return posted is null ? null : await FindEntryAsync(space, entryId, posted.Value.At, cancellationToken);
    }

    /// <summary>The same, of which is known when it was posted.</summary>
    public async Task<FoundEntry?> FindEntryAsync(
        SpaceId space, string entryId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var row = await storage.Conversations.GetEntityIfExistsAsync<TableEntity>(
            space, EntryRow(at, entryId), cancellationToken: cancellationToken);
        return row.HasValue ? new FoundEntry(Row.Read<Entry>(row.Value!), NotesOf(row.Value!)) : null;
    }

    private static (SealedNote Note, SealedNote Header)? NotesOf(TableEntity row) =>
        SealedNote.FindInRow(row, NoteColumn) is { } note ? (note, SealedNote.FromRow(row, HeaderColumn)) : null;
}
