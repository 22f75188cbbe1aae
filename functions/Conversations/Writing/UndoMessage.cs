using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Somebody of the mailbox takes back a message that waits (X5): it is a draft again, and never goes under its id. One
/// that has gone stays sent; doing it again changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class UndoMessage(
    SpaceAccess access, SpaceStore spaces, WaitingMessages waiting, TimeProvider time)
{
    [Function(nameof(UndoMessage))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "participants/{participantId}/messages/{messageId}/waiting")]
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
            if (found.IsRefused(out var problem, out var at) || at.Waiting is not { } message)
            {
                return (true, problem);
            }

            var change = at.Actor.Change(time.GetUtcNow());
            if (message.Item.Value.State == WaitingState.Stopped)
            {
                change.Unshelve(message.Item);
            }
            else
            {
                WaitingMessages.TakeBack(change, at.Actor.Read, message, WaitingState.Undone);
            }

            change.Audit(at.Actor.Did(ConversationEvents.MessageUndone, change.Now, messageId));
            if (!await spaces.TrySaveAsync(change, cancellationToken))
            {
                return (false, null);
            }

            // At once, for whoever goes on with it; after a crash the worker does it.
            await waiting.TellDraftAsync(
                at.Actor.Space.Value, message.Item.Value, hasGone: false, cancellationToken);
            return (true, null);
        });
        return refused is null ? TypedResults.NoContent() : refused.ToResult();
    }
}
