using Microsoft.AspNetCore.Http;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>Hands out the notes of a board, and its seal key, after it was written down.</summary>
public sealed class ReadBoard(SpaceStore spaces, SpaceAccess access, SealKeyRelease release, TimeProvider time)
{
    /// <summary>The key and the newest notes.</summary>
    public async Task<Outcome<(byte[] SealKey, IReadOnlyList<ListedEntry> Notes)>> RunAsync(
        HttpRequest request, ParticipantId me, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Board>(request, me, Rights.Read, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        var (notes, _) = await spaces.PageAsync(me.Space, null, cancellationToken);
        var released = await release.ReleaseAsync(
            actor.Space.Value,
            _ => Task.FromResult(Tell(actor, BoardEvents.BoardRead)),
            () => Task.FromResult(Tell(actor, SealingEvents.SealKeyRefused)),
            cancellationToken);
        return released.IsRefused(out var refusal, out var key) ? refusal : (key, notes);
    }

    private SpaceChange Tell(Actor<Board> actor, AuditEvent what)
    {
        var change = actor.Change(time.GetUtcNow());
        change.Audit(actor.Did(what, change.Now));
        return change;
    }
}
