namespace Zegel.Functions.Spaces.Files;

/// <summary>Takes back a file that was not sent.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RemoveFile(SpaceAccess access, SpaceStore spaces, SpacePurge purge, TimeProvider time)
{
    [Function(nameof(RemoveFile))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "participants/{participantId}/files/{fileId}")] HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var found = await access.FindOwnFileAsync(request, participantId, fileId, cancellationToken);
        if (found.IsRefused(out var problem, out var own))
        {
            return problem.ToResult();
        }

        var (actor, file) = own;
        var change = new SpaceChange(actor.Space.Value.Id, time.GetUtcNow());
        change.Audit(actor.Did(SpaceEvents.FileRemoved, change.Now, fileId));
        return await spaces.TrySaveAsync(change, cancellationToken)
            && await purge.EndFileAsync(change.Space, file.Value.FileId, cancellationToken)
            ? TypedResults.NoContent()
            : new ChangedMeanwhile().ToResult();
    }
}
