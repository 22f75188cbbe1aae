using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>Staff makes a dossier, yet without clients; its header and its seal key come with it.</summary>
[Allow(Caller.Staff)]
public sealed class MakeDossier(
    SpaceStore spaces, SealingKey sealingKey, Handlers handlers, TimeProvider time)
{
    /// <param name="DossierId">Made by the browser.</param>
    /// <param name="SealKey">Wrapped for the kind <c>dossier</c> and this id.</param>
    /// <param name="Note">Number, description and titles of the steps.</param>
    /// <param name="Status">Of the organisation's list.</param>
    /// <param name="Steps">The ids of its steps, in order; none: without progress.</param>
    /// <param name="HandlerId">The account of who handles it; null for the caller.</param>
    /// <param name="StandInId">The account of who stands in; null for nobody.</param>
    public sealed record Request(
        string DossierId, WrappedSealKey SealKey, SealedNote Note, string Status, IReadOnlyList<string> Steps,
        string? HandlerId, string? StandInId) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(DossierId), "dossierId", "id-invalid");
            SealKey.Check(checks, "sealKey");
            Note.Check(checks, "note", DossierChecks.LargestHeader);
            DossierChecks.Status(checks, Status);
            DossierChecks.Steps(checks, Steps);
            checks.That(HandlerId is null || Ids.IsId(HandlerId), "handlerId", "id-invalid");
            checks.That(StandInId is null || Ids.IsId(StandInId), "standInId", "id-invalid");
        }
    }

    /// <param name="ParticipantId">The mailbox in it, as whom staff act.</param>
    public sealed record Response(ParticipantId ParticipantId);

    [Function(nameof(MakeDossier))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/dossiers")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var mailbox = MailboxId.From(mailboxId);
        var reading = StandInAsync(mailbox, body.StandInId, cancellationToken);
        var handler = body.HandlerId is null
            ? new DossierPerson(staff.AccountId, staff.Name)
            : await handlers.FindAsync(mailbox, AccountId.From(body.HandlerId), cancellationToken);
        var standIn = await reading;
        if (await RefuseAsync(body, cancellationToken) is { } refusal)
        {
            return refusal.ToResult();
        }

        if (handler is null || (body.StandInId is not null && standIn is null))
        {
            return new HandlerCannot().ToResult();
        }

        var (id, now) = (SpaceId.From(body.DossierId), time.GetUtcNow());
        var dossier = new Dossier
        {
            DossierId = id,
            MailboxId = mailbox,
            MadeBy = $"{staff.AccountId}:{mailboxId}:{request.BodyHash()}",
            StartedAt = now,
            NextNumber = 1,
            SealKey = body.SealKey,
            Header = body.Note,
            Facts = new DossierFacts
            {
                At = now, Status = body.Status, Steps = [.. body.Steps.Select(step => new ProgressStep(step))],
                Handler = handler, StandIn = standIn,
            },
            Revision = 1,
        };
        return await spaces.TrySaveAsync(Make(dossier, staff, now), cancellationToken)
            || (await spaces.FindAsync(id, cancellationToken))?.Value.MadeBy == dossier.MadeBy
            ? TypedResults.Created((string?)null, new Response(ParticipantId.Of(id, ParticipantId.FirstNumber)))
            : new IdTaken().ToResult();
    }

    private async Task<DossierPerson?> StandInAsync(
        MailboxId mailbox, string? accountId, CancellationToken cancellationToken) =>
        accountId is null ? null : await handlers.FindAsync(mailbox, AccountId.From(accountId), cancellationToken);

    private async Task<Problem?> RefuseAsync(Request body, CancellationToken cancellationToken) =>
        !body.Note.BelongsTo(body.DossierId) ? new BadInput("note", "note-metadata")
        : !await handlers.MayHaveStatusAsync(body.Status, null, cancellationToken)
            ? new BadInput("status", "status-unknown")
        : !await sealingKey.KnowsAsync(body.SealKey.Version, cancellationToken) ? new SealKeyOutdated()
        : null;

    private static SpaceChange Make(Dossier dossier, SignedIn staff, DateTimeOffset now)
    {
        var mailbox = new Participant
        {
            ParticipantId = ParticipantId.Of(dossier.Id, ParticipantId.FirstNumber),
            Name = null,
            Language = staff.Account.Language,
            // There are no files in it: they are in the parts.
            Rights = Rights.Read | Rights.Write,
        };
        var change = new SpaceChange(dossier.Id, now);
        change.Begin(dossier);
        change.Add(mailbox);
        change.Note(dossier.KeyContext, dossier.SealKey!);
        change.Audit(new AuditRecord(
            DossierEvents.DossierMade, now, staff.AccountId, dossier.Id, "account", mailbox.ParticipantId));
        change.Deliver();
        return change;
    }
}
