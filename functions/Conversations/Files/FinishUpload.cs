using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>
/// Ends an upload: what is stored has the right length, is copied to where no ticket writes, and the copy's ETag is noted.
/// Safe to repeat, after a lost answer and while the copy runs.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class FinishUpload(
    ConversationStore conversations, SealedBlobs blobs, MailboxSpace space, Expiries expiries, TimeProvider time)
{
    private const int AskAgainAfter = 2;

    /// <param name="RetryInSeconds">The copy runs; when to ask again.</param>
    public sealed record Response(int RetryInSeconds);

    [Function(nameof(FinishUpload))]
    public async Task<Results<NoContent, Accepted<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/finish")] HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var (isThere, problem) = await Conflicts.RetryAsync(() => FinishAsync(request, participantId, fileId, cancellationToken));
        if (problem is not null)
        {
            return problem.ToResult();
        }

        return isThere ? TypedResults.NoContent() : TypedResults.Accepted((string?)null, new Response(AskAgainAfter));
    }

    private async Task<(bool Done, (bool IsThere, Problem? Problem) Result)> FinishAsync(
        HttpRequest request, string participantId, string fileId, CancellationToken cancellationToken)
    {
        var (acting, file, problem) = await conversations.FindOwnFileAsync(request, participantId, fileId, cancellationToken);
        if (problem is not null || file!.Value.IsReady)
        {
            return (true, (true, problem));
        }

        var accepted = await blobs.AcceptAsync(file.Value.UploadName, file.Value.BlobName, file.Value.Size, cancellationToken);
        if (accepted?.ETag is null)
        {
            return (true, (false, accepted is null ? new FileIncomplete() : null));
        }

        // Before the row says so: whatever is cut off in between is finished again, or given back when the row goes.
        var now = time.GetUtcNow();
        await space.CountStoredAsync(file.Value, cancellationToken);
        // Again when no ticket can write there any more, or when this is cut off.
        await expiries.AddAsync(now + SecurityNumbers.UploadTicket, "upload", file.PartitionKey, fileId, cancellationToken);
        var changes = new Changes(file.PartitionKey);
        changes.Replace(file, file.Value with { ETag = accepted.ETag });
        acting!.Touch(changes, now);
        changes.Audit(acting.Did(AuditEvent.FileUploaded, now, fileId));
        if (!await conversations.TrySubmitAsync(changes, cancellationToken))
        {
            return (false, default);
        }

        await blobs.DeleteAsync(file.Value.UploadName, cancellationToken);
        return (true, (true, null));
    }
}
