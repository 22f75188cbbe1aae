using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>Staff changes the header of one part, after that of the dossier.</summary>
[Allow(Caller.Staff)]
public sealed class ChangePartHeader(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="Note">Number, description and titles of the steps, under the part's key.</param>
    public sealed record Request(SealedNote Note) : ICheckedBody
    {
        public void Check(Checks checks) => Note.Check(checks, "note", DossierChecks.LargestHeader);
    }

    [Function(nameof(ChangePartHeader))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/header")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refusal = await Conflicts.RetryAsync(
            () => TryChangeAsync(request, participantId, body.Note, cancellationToken));
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }

    private async Task<(bool Done, Problem? Refusal)> TryChangeAsync(
        HttpRequest request, string participantId, SealedNote header, CancellationToken cancellationToken)
    {
        var found = await access.FindOwnedPartAsync(
            request, participantId, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var part = actor.Space.Value;
        if (!header.BelongsTo(part.Id))
        {
            return (true, new BadInput("note", "note-metadata"));
        }

        var change = actor.Change(time.GetUtcNow());
        change.Replace(actor.Space, part.Changed() with { Header = header });
        change.Audit(actor.Did(DossierEvents.PartChanged, change.Now));
        change.Deliver();
        return (await spaces.TrySaveAsync(change, cancellationToken), null);
    }
}
