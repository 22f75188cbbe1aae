namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// Ends an upload: what is stored has the right length, is copied to where no ticket writes, and the copy's ETag is
/// noted. Safe to repeat, after a lost answer and while the copy runs.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class FinishUpload(
    SpaceAccess access, SpaceStore spaces, SealedBlobs blobs, Quota quota, TimeProvider time)
{
    private const int AskAgainAfter = 2;

    /// <param name="RetryInSeconds">The copy runs; when to ask again.</param>
    public sealed record Response(int RetryInSeconds);

    [Function(nameof(FinishUpload))]
    public async Task<Results<NoContent, Accepted<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/finish")]
        HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var finished = await Conflicts.RetryAsync(() => FinishAsync(request, participantId, fileId, cancellationToken));
        if (finished.IsRefused(out var problem, out var isThere))
        {
            return problem.ToResult();
        }

        return isThere ? TypedResults.NoContent() : TypedResults.Accepted((string?)null, new Response(AskAgainAfter));
    }

    /// <summary>Whether it is there; false while it is copied.</summary>
    private async Task<(bool Done, Outcome<bool> IsThere)> FinishAsync(
        HttpRequest request, string participantId, string fileId, CancellationToken cancellationToken)
    {
        var found = await access.FindOwnFileAsync(request, participantId, fileId, cancellationToken);
        if (found.IsRefused(out var problem, out var own))
        {
            return (true, problem);
        }

        var (actor, file) = own;
        if (file.Value.IsReady)
        {
            return (true, true);
        }

        var accepted = await blobs.AcceptAsync(
            file.Value.UploadName, file.Value.BlobName, file.Value.Size, cancellationToken);
        if (accepted?.ETag is null)
        {
            return (true, accepted is null ? new FileIncomplete() : false);
        }

        // Before the row says so: whatever is cut off in between is finished again, or given back when the row goes.
        await quota.CountStoredAsync(file.Value, cancellationToken);
        var change = actor.Change(time.GetUtcNow());
        // Again when no ticket can write there any more, or when this is cut off.
        change.Expire(change.Now + SecurityNumbers.UploadTicket, ExpiringUpload.Kind, fileId);
        change.Replace(file, file.Value with { ETag = accepted.ETag });
        change.Audit(actor.Did(SpaceEvents.FileUploaded, change.Now, fileId));
        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return (false, default);
        }

        await blobs.DeleteAsync(file.Value.UploadName, cancellationToken);
        return (true, true);
    }
}
