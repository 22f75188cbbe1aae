namespace Zegel.Functions.Spaces.Files;

/// <summary>A ticket to read one file that was sent; written down before it is handed out.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RequestDownload(
    SpaceAccess access, SpaceStore spaces, SealedBlobs blobs, Throttle throttle, TimeProvider time)
{
    public sealed record Response(Uri DownloadUrl, string Etag, long StoredLength, DateTimeOffset ExpiresAt);

    [Function(nameof(RequestDownload))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/ticket")]
        HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var found = await access.FindSentFileAsync(request, participantId, fileId, cancellationToken);
        if (found.IsRefused(out var problem, out var sent))
        {
            return problem.ToResult();
        }

        // Each ticket can fetch the whole file, which the organisation pays for.
        var limit = new Limit(
            "download", $"{participantId}-{fileId}", SecurityNumbers.DownloadTicketsPerFilePerDay,
            TimeSpan.FromDays(1));
        if (await throttle.TakeAsync(cancellationToken, limit) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var (actor, file) = (sent.Actor, sent.File.Value);
        var change = actor.Change(time.GetUtcNow());
        change.Audit(actor.Did(SpaceEvents.FileReleased, change.Now, fileId));
        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        var (address, expiresAt) = await blobs.DownloadTicketAsync(file.BlobName, cancellationToken);
        return TypedResults.Ok(new Response(address, file.ETag!, SealedBlobs.StoredLength(file.Size), expiresAt));
    }
}
