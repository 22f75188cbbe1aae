using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>Takes back a file that was not sent.</summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class RemoveFile(ConversationStore conversations, Purging purging, TimeProvider time)
{
    [Function(nameof(RemoveFile))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "participants/{participantId}/files/{fileId}")] HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var (acting, file, problem) = await conversations.FindOwnFileAsync(request, participantId, fileId, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var changes = new Changes(file!.PartitionKey);
        changes.Audit(acting!.Did(AuditEvent.FileRemoved, time.GetUtcNow(), fileId));
        return await conversations.TrySubmitAsync(changes, cancellationToken)
            && await purging.EndFileAsync(file.PartitionKey, fileId, cancellationToken)
            ? TypedResults.NoContent()
            : new ChangedMeanwhile().ToResult();
    }
}
