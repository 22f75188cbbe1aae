using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.InternalNotes;

/// <summary>
/// An internal note that was thrown away: the partition is the conversation, the row the note. One that was put back
/// stays.
/// </summary>
internal sealed class ExpiringInternalNote(SpaceStore spaces, SpaceSheets sheets, TimeProvider time) : IExpiring
{
    public const string Kind = "internal-note";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var id = SpaceId.From(partition);
            var note = await sheets.FindAsync<InternalNote>(id, InternalNote.Kind, row, cancellationToken);
            var change = new SpaceChange(id, time.GetUtcNow());
            if (!(note?.Item.Value.RemovedAt + SecurityNumbers.InternalNoteKept <= change.Now))
            {
                return (true, false);
            }

            change.Unshelve(note!.Item);
            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });
}
