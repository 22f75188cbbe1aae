using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>
/// Staff changes a dossier's number, description or steps: here for the office, then in each part
/// (<see cref="Parts.ChangePartHeader"/>).
/// </summary>
[Allow(Caller.Staff)]
public sealed class ChangeDossierHeader(DossierChanges dossiers)
{
    /// <param name="Note">Number, description and titles of the steps.</param>
    /// <param name="Steps">The ids of the steps, in order; those that stay keep whether they are done.</param>
    public sealed record Request(SealedNote Note, IReadOnlyList<string> Steps) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            Note.Check(checks, "note", DossierChecks.LargestHeader);
            DossierChecks.Steps(checks, Steps);
        }
    }

    [Function(nameof(ChangeDossierHeader))]
    public async Task<Results<Ok<DossierFacts>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/dossier/header")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await dossiers.ChangeAsync(
            request,
            participantId,
            (actor, now) => Task.FromResult(Decide(actor, body, now)),
            cancellationToken);
        return changed.IsRefused(out var problem, out var dossier)
            ? problem.ToResult() : TypedResults.Ok(dossier.Facts);
    }

    private static Outcome<(Dossier, AuditRecord?)> Decide(Actor<Dossier> actor, Request body, DateTimeOffset now)
    {
        var dossier = actor.Space.Value;
        return !body.Note.BelongsTo(dossier.Id)
            ? new BadInput("note", "note-metadata")
            : (dossier.With(dossier.Facts.WithSteps(body.Steps).Changed(now)) with { Header = body.Note },
                actor.Did(DossierEvents.DossierChanged, now));
    }
}
