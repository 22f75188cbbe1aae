using Zegel.Functions.Conversations.InternalNotes;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Together;

/// <summary>How the people of a mailbox handle a conversation together, with their internal notes; one query.</summary>
[Allow(Caller.Staff)]
public sealed class ShowHandling(HandlingChanges changes)
{
    /// <param name="Handling">Whose it is, and the rest.</param>
    /// <param name="Notes">Internal notes, the oldest first.</param>
    public sealed record Response(HandlingItem Handling, IReadOnlyList<InternalNoteItem> Notes);

    [Function(nameof(ShowHandling))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/handling")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Sheets = InternalNote.Kind };
        var found = await changes.FindAsync(request, participantId, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem.ToResult();
        }

        var notes = actor.Read.SheetsOf<InternalNote>().Where(note => note.Item.Value.RemovedAt is null)
            .OrderBy(note => note.Item.Value.At);
        return TypedResults.Ok(new Response(
            HandlingItem.Of(actor.Space.Value, actor.AccountId!.Value), [.. notes.Select(InternalNoteItem.Of)]));
    }
}
