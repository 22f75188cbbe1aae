using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>
/// Staff changes what is known of a dossier without a key: its status, handler, stand-in, steps that are done, whether
/// it is closed. In every part before it answers.
/// </summary>
[Allow(Caller.Staff)]
public sealed class SetDossierFacts(DossierChanges dossiers, Handlers handlers)
{
    /// <param name="Status">Another status; null: as it is.</param>
    /// <param name="HandlerId">Another handler; null: as it is.</param>
    /// <param name="StandInId">Another stand-in, empty for nobody; null: as it is.</param>
    /// <param name="Done">Steps that are done now.</param>
    /// <param name="Open">Steps that are not done after all.</param>
    /// <param name="IsClosed">Whether it is closed; null: as it is.</param>
    public sealed record Request(
        string? Status, string? HandlerId, string? StandInId, IReadOnlyList<string> Done, IReadOnlyList<string> Open,
        bool? IsClosed) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            if (Status is not null)
            {
                DossierChecks.Status(checks, Status);
            }

            checks.That(HandlerId is null || Ids.IsId(HandlerId), "handlerId", "id-invalid");
            checks.That(StandInId is null or "" || Ids.IsId(StandInId), "standInId", "id-invalid");
            DossierChecks.Steps(checks, Done, "done");
            DossierChecks.Steps(checks, Open, "open");
        }
    }

    [Function(nameof(SetDossierFacts))]
    public async Task<Results<Ok<DossierFacts>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/dossier/facts")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await dossiers.ChangeAsync(
            request,
            participantId,
            (actor, now) => DecideAsync(actor, body, now, cancellationToken),
            cancellationToken);
        return changed.IsRefused(out var problem, out var dossier)
            ? problem.ToResult() : TypedResults.Ok(dossier.Facts);
    }

    private async Task<Outcome<(Dossier, AuditRecord?)>> DecideAsync(
        Actor<Dossier> actor, Request body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (dossier, facts) = (actor.Space.Value, actor.Space.Value.Facts);
        if (body.Status is { } status
            && !await handlers.MayHaveStatusAsync(status, facts.Status, cancellationToken))
        {
            return new BadInput("status", "status-unknown");
        }

        var handler = await FindAsync(dossier, body.HandlerId, cancellationToken);
        var standIn = await FindAsync(dossier, body.StandInId, cancellationToken);
        if ((body.HandlerId is not null && handler is null) || (body.StandInId is { Length: > 0 } && standIn is null))
        {
            return new HandlerCannot();
        }

        var changed = facts.Ticked(body.Done, body.Open, actor.Account!.Name, now)
            .Closed(body.IsClosed ?? facts.IsClosed, now).Changed(now) with
        {
            Status = body.Status ?? facts.Status,
            Handler = handler ?? facts.Handler,
            StandIn = body.StandInId is null ? facts.StandIn : standIn,
        };
        var what = body.IsClosed is { } isClosed && isClosed != facts.IsClosed
            ? isClosed ? DossierEvents.DossierClosed : DossierEvents.DossierReopened
            : DossierEvents.DossierChanged;
        return (dossier.With(changed), actor.Did(what, now));
    }

    private async Task<DossierPerson?> FindAsync(
        Dossier dossier, string? accountId, CancellationToken cancellationToken) => accountId is null or ""
        ? null : await handlers.FindAsync(dossier.MailboxId, AccountId.From(accountId), cancellationToken);
}
