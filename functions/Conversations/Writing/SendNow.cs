using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Somebody of the mailbox lets a message go that waits, without waiting for its moment (X5). One that has gone is
/// answered alike.
/// </summary>
[Allow(Caller.Staff)]
public sealed class SendNow(SpaceAccess access, SpaceStore spaces, WaitingMessages waiting)
{
    [Function(nameof(SendNow))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/messages/{messageId}/send-now")]
        HttpRequest request,
        string participantId,
        string messageId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (!Ids.IsId(messageId))
        {
            return new ResourceNotFound().ToResult();
        }

        var refused = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var found = await access.FindWaitingAsync(request, participantId, messageId, cancellationToken);
            if (found.IsRefused(out var problem, out var at))
            {
                return (true, problem is MessageGone ? null : problem);
            }

            if (at.Waiting is not { Item.Value.State: WaitingState.Waiting } message)
            {
                return (true, new MessageUndone());
            }

            if (waiting.Go(at.Actor, message).IsRefused(out var refusal, out var change))
            {
                return (true, refusal);
            }

            // It is still a message of who wrote it.
            change.Audit(at.Actor.Did(ConversationEvents.MessageLetGo, change.Now, messageId));
            return change.Fits
                ? (await spaces.TrySaveAsync(change, cancellationToken), null)
                : (true, new MessageTooFull());
        });
        return refused is null ? TypedResults.NoContent() : refused.ToResult();
    }
}
