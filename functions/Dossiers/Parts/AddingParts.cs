using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers.Delivering;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>
/// Adds a client to a dossier: the dossier names them first, then the part is made, then it gets what the dossier says
/// by then. Cut off anywhere, the same request goes on.
/// </summary>
public sealed class AddingParts(
    DossierChanges dossiers, DossierCopies copies, SpaceStore spaces, ClientStore clients, SealingKey sealingKey,
    TimeProvider time)
{
    /// <summary>The mailbox in the part, and the client's name; or why not.</summary>
    public async Task<Outcome<AddPart.Response>> AddAsync(
        HttpRequest request, string participantId, AddPart.Request body, CancellationToken cancellationToken)
    {
        if (!body.Note.BelongsTo(body.PartId))
        {
            return new BadInput("note", "note-metadata");
        }

        var named = await dossiers.ChangeAsync(
            request,
            participantId,
            async (actor, now) => await NameAsync(actor, body, now, cancellationToken),
            cancellationToken);
        if (named.IsRefused(out var problem, out var dossier))
        {
            return problem;
        }

        var id = SpaceId.From(body.PartId);
        var staff = request.SignedIn();
        var client = (await clients.FindAsync(body.ClientId, cancellationToken))!;
        var part = PartOf(dossier, body, $"{staff.AccountId}:{request.BodyHash()}", time.GetUtcNow());
        if (!await spaces.TrySaveAsync(Make(part, dossier, client, staff), cancellationToken)
            && (await spaces.FindAsync(id, cancellationToken))?.Value.MadeBy != part.MadeBy)
        {
            return new IdTaken();
        }

        await copies.CopyAsync(dossier.Id, cancellationToken);
        return new AddPart.Response(ParticipantId.Of(id, ParticipantId.FirstNumber), client.Value.Name);
    }

    /// <summary>The dossier with the client in it; whoever stands there unmade makes place.</summary>
    private async Task<Outcome<(Dossier Dossier, AuditRecord? Record)>> NameAsync(
        Actor<Dossier> actor, AddPart.Request body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var dossier = actor.Space.Value;
        var client = await clients.FindOfAsync(dossier.MailboxId, body.ClientId, cancellationToken);
        if (client is null || client.Head.IsShut || client.Value.Kind == ClientKind.ExtraAccount)
        {
            return new NoSuchClient();
        }

        if (dossier.Parts.FirstOrDefault(part => part.ClientId == body.ClientId) is { } before)
        {
            if (before.PartId == body.PartId)
            {
                return (dossier, null);
            }

            if ((await spaces.FindAsync(before.PartId, cancellationToken))?.Value is Part)
            {
                return new AlreadyInDossier(before.PartId, before.IsRevoked);
            }

            dossier = dossier with { Parts = [.. dossier.Parts.Where(part => part != before)] };
        }

        return dossier.Facts.IsClosed ? new DossierClosed()
            : dossier.Parts.Count >= SecurityNumbers.PartsInDossier ? new DossierFull()
            : dossier.FindPart(body.PartId) is not null ? new IdTaken()
            : !await sealingKey.KnowsAsync(body.SealKey.Version, cancellationToken) ? new SealKeyOutdated()
            : (dossier.With(new DossierPart(
                    SpaceId.From(body.PartId), AccountId.From(body.ClientId), client.Value.Name)),
                actor.Did(DossierEvents.ClientAdded, now, $"{body.PartId} {body.ClientId}"));
    }

    private static Part PartOf(Dossier dossier, AddPart.Request body, string madeBy, DateTimeOffset now) => new Part
    {
        PartId = SpaceId.From(body.PartId),
        DossierId = dossier.Id,
        MailboxId = dossier.MailboxId,
        ClientId = AccountId.From(body.ClientId),
        MadeBy = madeBy,
        StartedAt = now,
        NextNumber = 2,
        SealKey = body.SealKey,
        Header = body.Note,
        Facts = dossier.Facts,
        DossierRevision = dossier.Revision,
        ActiveAt = now,
    };

    private static SpaceChange Make(Part part, Dossier dossier, FoundClient client, SignedIn staff)
    {
        var change = new SpaceChange(part.Id, part.StartedAt);
        var mailbox = PartPeople.Mailbox(part.Id, staff.Account.Language, change.Now);
        var person = PartPeople.Person(
            ParticipantId.Of(part.Id, ParticipantId.FirstNumber + 1), client.Head, client.Value.Name, change.Now);
        change.Begin(part);
        change.Add(mailbox);
        change.Add(person.See(dossier.FindPart(part.Id) is { IsRevoked: false }, change.Now));
        change.Note(part.KeyContext, part.SealKey!);
        change.Audit(new AuditRecord(
            DossierEvents.ClientAdded, change.Now, staff.AccountId, $"{part.DossierId} {part.ClientId}", "account",
            mailbox.ParticipantId));
        // Also when the account is not in use yet: then the invitation has said so, and this goes to nobody.
        change.Announce(Notices.ToAccount(person, DossierNotices.DossierShared, part));
        return change;
    }
}
