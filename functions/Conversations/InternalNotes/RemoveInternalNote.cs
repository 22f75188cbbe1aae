using Zegel.Functions.Conversations.Together;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.InternalNotes;

/// <summary>
/// Staff throw away an internal note of their own: nobody is given it from then on. For some minutes they can put it
/// back; then it goes for good. Doing it again changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RemoveInternalNote(HandlingChanges handling, SpaceStore spaces, TimeProvider time)
{
    [Function(nameof(RemoveInternalNote))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "participants/{participantId}/internal-notes/{noteId}")]
        HttpRequest request,
        string participantId,
        string noteId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var query = new SpaceQuery { Sheets = InternalNote.Kind };
            var found = await handling.FindAsync(request, participantId, query, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var note = actor.Read.SheetsOf<InternalNote>().SingleOrDefault(one => one.Item.Value.NoteId == noteId);
            if (note?.Item.Value.AccountId != actor.AccountId)
            {
                return (true, new ResourceNotFound());
            }

            if (note!.Item.Value.RemovedAt is not null)
            {
                return (true, null);
            }

            var change = actor.Change(time.GetUtcNow());
            change.Expire(change.Now + SecurityNumbers.InternalNoteKept, ExpiringInternalNote.Kind, noteId);
            change.Replace(note.Item, note.Item.Value with { RemovedAt = change.Now }, note.Note);
            change.Audit(actor.Did(ConversationEvents.InternalNoteRemoved, change.Now, noteId));
            return (await spaces.TrySaveAsync(change, cancellationToken), null);
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
