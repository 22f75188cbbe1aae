using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>A reader's check of a file failed: it is written down, and its sender is told, once a day.</summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class ReportDamagedFile(ConversationStore conversations, Outbox outbox, Throttle throttle, TimeProvider time)
{
    [Function(nameof(ReportDamagedFile))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/damaged")] HttpRequest request,
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

        var now = time.GetUtcNow();
        var isFirst = await throttle.TakeAsync(cancellationToken, new Limit("file-damaged", fileId, 1, TimeSpan.FromDays(1))) is null;
        var hint = isFirst ? await outbox.PrepareAsync(OutboxOf.Conversations, file!.PartitionKey, cancellationToken) : null;
        var changes = new Changes(file!.PartitionKey);
        changes.Audit(acting!.Did(AuditEvent.FileDamaged, now, fileId));
        if (isFirst)
        {
            var author = acting.Participants.Single(participant => participant.Value.ParticipantId == file.Value.Author).Value;
            changes.Announce(now, author.IsMailbox
                ? Notices.ToOwner(acting.Conversation.Value, NoticeKind.FileDamaged)
                : Notices.To(author, NoticeKind.FileDamaged, acting.Conversation.Value.MailboxName));
        }

        if (!await conversations.TrySubmitAsync(changes, cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        if (hint is not null)
        {
            await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
