using Zegel.Functions.Conversations.Together;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.InternalNotes;

/// <summary>
/// Staff write an internal note (X6), change one of their own, or put one back that they threw away. The same again
/// changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class KeepInternalNote(HandlingChanges handling, SpaceStore spaces, TimeProvider time)
{
    /// <param name="NoteId">Made by the browser.</param>
    /// <param name="Revision">The one that was read; 0: it is new.</param>
    /// <param name="Note">Its words, sealed under the mailbox's key.</param>
    public sealed record Request(string NoteId, int Revision, SealedNote Note) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(NoteId), "noteId", "id-invalid");
            checks.That(Revision >= 0, "revision", "not-a-revision");
            Note.Check(checks, "note", SecurityNumbers.InternalNoteBytes);
        }
    }

    [Function(nameof(KeepInternalNote))]
    public async Task<Results<Ok<InternalNoteItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/internal-notes")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var outcome = await Conflicts.RetryAsync<Outcome<InternalNoteItem>>(async () =>
        {
            var query = new SpaceQuery { Sheets = InternalNote.Kind };
            var found = await handling.FindAsync(request, participantId, query, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var all = actor.Read.SheetsOf<InternalNote>();
            var before = all.SingleOrDefault(note => note.Item.Value.NoteId == body.NoteId);
            if (Refuse(actor, body, before, all.Count) is { } refusal)
            {
                return (true, refusal);
            }

            var isSame = before?.Note.Body.AsSpan().SequenceEqual(body.Note.Body) == true;
            if (isSame && before!.Item.Value.RemovedAt is null)
            {
                return (true, InternalNoteItem.Of(before));
            }

            var (change, note) = Compose(actor, body, before);
            return (await spaces.TrySaveAsync(change, cancellationToken), InternalNoteItem.Of(note, body.Note));
        });
        return outcome.IsRefused(out var refused, out var kept) ? refused.ToResult() : TypedResults.Ok(kept);
    }

    private static Problem? Refuse(
        Actor<Conversation> actor, Request body, Shelved<InternalNote>? before, int count) =>
        !body.Note.BelongsTo(actor.Space.Value.MailboxId) ? new BadInput("note", "note-metadata")
        : before is null
            ? body.Revision > 0 ? new InternalNoteChanged()
                : count >= SecurityNumbers.InternalNotes ? new TooManyHere() : null
        : before.Item.Value.AccountId != actor.AccountId!.Value ? new IdTaken()
        : before.Item.Value.Revision != body.Revision
            && !before.Note.Body.AsSpan().SequenceEqual(body.Note.Body) ? new InternalNoteChanged()
        : null;

    private (SpaceChange Change, InternalNote Note) Compose(
        Actor<Conversation> actor, Request body, Shelved<InternalNote>? before)
    {
        var change = actor.Change(time.GetUtcNow());
        if (before is null)
        {
            var begun = new InternalNote(
                body.NoteId, actor.AccountId!.Value, actor.Account!.Name, change.Now, Revision: 1);
            change.AddSheet(InternalNote.Kind, body.NoteId, begun, body.Note);
            change.Audit(actor.Did(ConversationEvents.InternalNoteWritten, change.Now, body.NoteId));
            return (change, begun);
        }

        var was = before.Item.Value;
        var note = was with
        {
            Revision = was.Revision + 1,
            RemovedAt = null,
            // Putting one back changes nothing of it.
            ChangedAt = was.RemovedAt is null ? change.Now : was.ChangedAt,
        };
        change.Replace(before.Item, note, body.Note);
        change.Audit(actor.Did(ConversationEvents.InternalNoteChanged, change.Now, body.NoteId));
        return (change, note);
    }
}
