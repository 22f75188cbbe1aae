using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Delivering;

/// <summary>
/// Brings what a dossier says into its parts: facts, and from whom it was taken. Whoever changed the dossier does it
/// before they answer, and the worker does what was cut off. A copy that came from a later change stays.
/// </summary>
public sealed class DossierCopies(SpaceStore spaces, TimeProvider time)
{
    /// <summary>Into each part of the dossier that is behind.</summary>
    public async Task CopyAsync(SpaceId dossierId, CancellationToken cancellationToken)
    {
        if ((await spaces.FindAsync(dossierId, cancellationToken))?.Value is Dossier dossier)
        {
            await Task.WhenAll(dossier.Parts.Select(part => CopyAsync(dossier, part.PartId, cancellationToken)));
        }
    }

    /// <summary>Into one part, if it is behind; does nothing when it is not made yet.</summary>
    public Task CopyAsync(Dossier dossier, SpaceId partId, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var read = await spaces.ReadAsync(partId, new SpaceQuery { Notices = true }, cancellationToken);
            if (read?.Space.Value is not Part part || part.DossierId != dossier.Id
                || part.DossierRevision >= dossier.Revision)
            {
                return (true, true);
            }

            var (change, copied) = (new SpaceChange(partId, time.GetUtcNow()), part.With(dossier));
            change.Replace(read.Space, copied);
            if (copied.IsRevoked != part.IsRevoked)
            {
                GiveOrTake(read, copied, change);
            }

            change.Deliver();
            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });

    /// <summary>Of the client those who see it get it or lose it; what was to be told is not told.</summary>
    private static void GiveOrTake(SpaceRead read, Part part, SpaceChange change)
    {
        foreach (var person in read.Participants.Where(one => !one.Value.IsMailbox))
        {
            change.Replace(person, person.Value.See(part.IsSeenBy(person.Value), change.Now));
            foreach (var notice in read.Notices.Where(
                one => part.IsRevoked && one.Value.ParticipantId?.Equals(person.Value.ParticipantId) == true))
            {
                change.Withdraw(notice);
            }
        }
    }
}
