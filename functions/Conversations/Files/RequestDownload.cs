using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>A ticket to read one file of a message; written down before it is handed out.</summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class RequestDownload(ConversationStore conversations, SealedBlobs blobs, Throttle throttle, TimeProvider time)
{
    public sealed record Response(Uri DownloadUrl, string Etag, long StoredLength, DateTimeOffset ExpiresAt);

    [Function(nameof(RequestDownload))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/ticket")] HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var (acting, file, problem) = await conversations.FindSentFileAsync(request, participantId, fileId, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        // Each ticket can fetch the whole file, which the organisation pays for.
        var limit = new Limit("download", $"{participantId}-{fileId}", SecurityNumbers.DownloadTicketsPerFilePerDay, TimeSpan.FromDays(1));
        if (await throttle.TakeAsync(cancellationToken, limit) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var now = time.GetUtcNow();
        var changes = new Changes(file!.PartitionKey);
        acting!.Touch(changes, now);
        changes.Audit(acting.Did(AuditEvent.FileReleased, now, fileId));
        if (!await conversations.TrySubmitAsync(changes, cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        var (address, expiresAt) = await blobs.DownloadTicketAsync(file.Value.BlobName, cancellationToken);
        return TypedResults.Ok(new Response(address, file.Value.ETag!, SealedBlobs.StoredLength(file.Value.Size), expiresAt));
    }
}
