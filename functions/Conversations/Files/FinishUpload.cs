using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>
/// Ends an upload: what is stored has the right length, its ETag is noted and a lease keeps the old ticket from writing.
/// Safe to repeat after a lost answer.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class FinishUpload(ConversationStore conversations, SealedBlobs blobs, MailboxSpace space, TimeProvider time)
{
    [Function(nameof(FinishUpload))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/finish")] HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var problem = await Conflicts.RetryAsync(() => FinishAsync(request, participantId, fileId, cancellationToken));
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }

    private async Task<(bool Done, Problem? Problem)> FinishAsync(
        HttpRequest request, string participantId, string fileId, CancellationToken cancellationToken)
    {
        var (acting, file, problem) = await conversations.FindOwnFileAsync(request, participantId, fileId, cancellationToken);
        if (problem is not null || file!.Value.IsReady)
        {
            return (true, problem);
        }

        var finished = await blobs.FinishAsync(file.Value.BlobName, file.Value.Size, file.Value.LeaseId, cancellationToken);
        if (finished is null)
        {
            return (true, new FileIncomplete());
        }

        // Before the row says so: whatever is cut off in between is finished again, or given back when the row goes.
        await space.CountStoredAsync(file.Value, cancellationToken);
        var now = time.GetUtcNow();
        var changes = new Changes(file.PartitionKey);
        changes.Replace(file, file.Value with { ETag = finished.ETag });
        acting!.Touch(changes, now);
        changes.Audit(acting.Did(AuditEvent.FileUploaded, now, fileId));
        return (await conversations.TrySubmitAsync(changes, cancellationToken), null);
    }
}
