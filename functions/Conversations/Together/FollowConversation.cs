namespace Zegel.Functions.Conversations.Together;

/// <summary>
/// Somebody of the mailbox follows a conversation, or does so no more (X7). Who follows one is mailed about a new
/// message in it, also when they want no mail of the rest of the mailbox.
/// </summary>
[Allow(Caller.Staff)]
public sealed class FollowConversation(HandlingChanges changes)
{
    public sealed record Request(bool Follows) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Both can be asked.
        }
    }

    [Function(nameof(FollowConversation))]
    public async Task<Results<Ok<HandlingItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/followed")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        return await changes.RunAsync(
            request, participantId,
            (actor, _) =>
            {
                var conversation = actor.Space.Value;
                var handling = (conversation.Handling ?? Handling.None)
                    .Followed(actor.AccountId!.Value, body.Follows);
                return Task.FromResult<Outcome<HandlingChanges.Decided>>(
                    handling.Followers.Count > SecurityNumbers.FollowersOfConversation
                        ? new TooManyHere()
                        : new HandlingChanges.Decided(
                            conversation.Handling is null && handling == Handling.None
                                ? conversation : conversation.Handled(handling),
                            null));
            },
            cancellationToken);
    }
}
