namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// What else waits for whoever unlocked this conversation: from which mailbox, since when. No subject, no name, no
/// text.
/// </summary>
[Allow(Caller.Visitor)]
public sealed class ListWaiting(WaitingElsewhere elsewhere, MailboxNames names)
{
    public sealed record Response(IReadOnlyList<Item> Waiting);

    /// <param name="ParticipantId">As whom it is opened.</param>
    /// <param name="Mailbox">The name of the mailbox that wrote.</param>
    /// <param name="At">When it came.</param>
    public sealed record Item(ParticipantId ParticipantId, string Mailbox, DateTimeOffset At);

    [Function(nameof(ListWaiting))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/waiting")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var outcome = await elsewhere.FindAsync(request, participantId, cancellationToken);
        if (outcome.IsRefused(out var problem, out var found))
        {
            return problem.ToResult();
        }

        var known = await names.GetAsync(
            [.. found.Waiting.Select(one => one.Conversation.MailboxId)], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. found.Waiting.Select(one => new Item(
                one.Person.Value.ParticipantId, known[one.Conversation.MailboxId], one.At))]));
    }
}
