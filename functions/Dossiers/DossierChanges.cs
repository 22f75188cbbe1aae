using Zegel.Functions.Dossiers.Delivering;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>Changes a dossier, and copies what it says into each part before that counts as done.</summary>
public sealed class DossierChanges(SpaceAccess access, SpaceStore spaces, DossierCopies copies, TimeProvider time)
{
    /// <summary>Changes it on what is stored then; read again whenever that met another change.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="participantId">As whom: the mailbox.</param>
    /// <param name="decide">
    /// The dossier as it shall be and what is written down of that; itself when nothing is to change; or why not.
    /// </param>
    /// <returns>The dossier as it is then.</returns>
    public async Task<Outcome<Dossier>> ChangeAsync(
        HttpRequest request, string participantId,
        Func<Actor<Dossier>, DateTimeOffset, Task<Outcome<(Dossier Dossier, AuditRecord? Record)>>> decide,
        CancellationToken cancellationToken)
    {
        var changed = await Conflicts.RetryAsync<Outcome<Dossier>>(async () =>
        {
            var found = await access.FindDossierAsync(request, participantId, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var change = actor.Change(time.GetUtcNow());
            if ((await decide(actor, change.Now)).IsRefused(out var refusal, out var decided))
            {
                return (true, refusal);
            }

            if (decided.Record is not { } record)
            {
                return (true, decided.Dossier);
            }

            change.Replace(actor.Space, decided.Dossier);
            change.Audit(record);
            change.Deliver();
            return (await spaces.TrySaveAsync(change, cancellationToken), decided.Dossier);
        });
        if (!changed.IsRefused(out _, out var dossier))
        {
            // Also when nothing was to change: what was cut off before is done now.
            await copies.CopyAsync(dossier.Id, cancellationToken);
        }

        return changed;
    }
}
