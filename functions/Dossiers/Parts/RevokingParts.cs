using Zegel.Functions.Dossiers.Portal;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>Takes a dossier away from a client, or gives it back.</summary>
public sealed class RevokingParts(DossierChanges dossiers, SpaceStore spaces, ClientDossiers lists)
{
    /// <summary>
    /// From the end of this call on nothing is handed out any more, and nobody of the client has it in a list; or they
    /// have it as it was. Again changes nothing.
    /// </summary>
    /// <param name="request">Who decides.</param>
    /// <param name="participantId">As whom: the mailbox in the dossier.</param>
    /// <param name="partId">Which client.</param>
    /// <param name="isRevoked">Whether it is taken away.</param>
    public async Task<Problem?> SetAsync(
        HttpRequest request, string participantId, string partId, bool isRevoked, CancellationToken cancellationToken)
    {
        // The dossier, and by copying it the part, before this goes on.
        var changed = await dossiers.ChangeAsync(
            request,
            participantId,
            (actor, now) => Task.FromResult(Decide(actor, partId, isRevoked, now)),
            cancellationToken);
        if (changed.IsRefused(out var problem, out _))
        {
            return problem;
        }

        var read = await spaces.ReadAsync(SpaceId.From(partId), SpaceQuery.Participants, cancellationToken);
        if (read?.Space.Value is Part { IsRevoked: true } part)
        {
            // The lists that hold its header and key; the delivery does it again.
            await Task.WhenAll(read.Participants.Where(one => !one.Value.IsMailbox).Select(
                one => lists.RemoveAsync(one.Value.AccountId!.Value, part, cancellationToken)));
        }

        return null;
    }

    private static Outcome<(Dossier, AuditRecord?)> Decide(
        Actor<Dossier> actor, string partId, bool isRevoked, DateTimeOffset now)
    {
        var dossier = actor.Space.Value;
        if (dossier.FindPart(partId) is not { } part)
        {
            return new ResourceNotFound();
        }

        var what = isRevoked ? DossierEvents.ClientRevoked : DossierEvents.ClientRestored;
        return part.IsRevoked == isRevoked
            ? (dossier, null)
            : (dossier.With(part with { IsRevoked = isRevoked }),
                actor.Did(what, now, $"{part.PartId} {part.ClientId}"));
    }
}
