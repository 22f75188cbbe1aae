using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Ending;

/// <summary>
/// Staff takes the end of a folder back: everybody has it again as they had it, under the same links. Possible for a
/// quarter of an hour; afterwards there is no such folder.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RestoreFolder(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    [Function(nameof(RestoreFolder))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/restore")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var found = await access.FindOwnedAsync(
                request, participantId, new SpaceQuery { Ended = true }, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var (change, folder) = (actor.Change(time.GetUtcNow()), actor.Space.Value);
            if (folder.EndedAt is null)
            {
                return (true, null);
            }

            if (folder.IsOver(change.Now))
            {
                return (true, new ResourceNotFound());
            }

            change.Replace(actor.Space, folder.Changed(change.Now) with { EndedAt = null });
            change.Audit(actor.Did(FolderEvents.FolderRestored, change.Now));
            // The lists get it back, with its key.
            change.Deliver();
            return (await spaces.TrySaveAsync(change, cancellationToken), null);
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
