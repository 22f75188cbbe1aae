using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>Staff remind somebody who has not read a message; once a day, whoever reminds.</summary>
[Allow(Caller.Staff)]
public sealed class RemindPerson(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="RemindedAt">When it was.</param>
    public sealed record Response(DateTimeOffset RemindedAt);

    [Function(nameof(RemindPerson))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/people/{personId}/remind")]
        HttpRequest request,
        string participantId,
        string personId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var reminded = await Conflicts.RetryAsync(
            () => RemindAsync(request, participantId, personId, cancellationToken));
        return reminded.IsRefused(out var problem, out var at)
            ? problem.ToResult() : TypedResults.Ok(new Response(at));
    }

    private async Task<(bool Done, Outcome<DateTimeOffset> Reminded)> RemindAsync(
        HttpRequest request, string participantId, string personId, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, new SpaceQuery { Receipts = true }, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var person = actor.Participants.SingleOrDefault(one => one.Value.ParticipantId == personId);
        if (!actor.IsMailbox || person is not { Value.IsMailbox: false })
        {
            return (true, new ResourceNotFound());
        }

        var (change, conversation) = (actor.Change(time.GetUtcNow()), actor.Space.Value);
        var (newest, _) = await spaces.PageAsync(conversation.Id, before: null, cancellationToken);
        if (conversation.IsUnreadable || !Reminding.Fits(person.Value)
            || !Reminding.Waits(newest, person.Value, actor.Read.Receipts, change.Now))
        {
            return (true, new NothingToRemindOf());
        }

        if (Reminding.WasToday(person.Value, change.Now))
        {
            return (true, new PersonRemindedToday());
        }

        Reminding.Remind(change, person, conversation);
        change.Audit(actor.Did(ConversationEvents.PersonReminded, change.Now, personId));
        return (await spaces.TrySaveAsync(change, cancellationToken), change.Now);
    }
}
