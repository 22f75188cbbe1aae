using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>
/// A browser of the mailbox was given a key, wrapped under the mailbox's, that is not this conversation's. Only there can
/// it be seen: it is written down and told as an error, as one that the functions refuse themselves.
/// </summary>
[Allow(Caller.Staff)]
public sealed class ReportRefusedKey(ConversationStore conversations, SealKeys sealKeys, TimeProvider time)
{
    [Function(nameof(ReportRefusedKey))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/key-refused")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var (acting, problem) = await conversations.FindAsync(request, participantId, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        sealKeys.TellForeign(KeyContext.Conversation(acting!.Conversation.PartitionKey));
        var changes = new Changes(acting.Conversation.PartitionKey);
        changes.Audit(acting.Did(AuditEvent.SealKeyRefused, time.GetUtcNow()));
        await conversations.TrySubmitAsync(changes, cancellationToken);
        return TypedResults.NoContent();
    }
}
