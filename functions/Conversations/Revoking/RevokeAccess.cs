using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Revoking;

/// <summary>
/// Somebody of the mailbox withdraws the access of one person to a conversation (Z27): from that second they are handed
/// nothing of it, and told of nothing; their link says that, and when. The others keep theirs. Again it changes
/// nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RevokeAccess(SpaceAccess access, SpaceStore spaces, SpacePurge purge, TimeProvider time)
{
    /// <param name="RevokedAt">When it was.</param>
    public sealed record Response(DateTimeOffset RevokedAt);

    [Function(nameof(RevokeAccess))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/people/{personId}/revoke")]
        HttpRequest request,
        string participantId,
        string personId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var revoked = await Conflicts.RetryAsync(
            () => RevokeAsync(request, participantId, personId, cancellationToken));
        return revoked.IsRefused(out var problem, out var at)
            ? problem.ToResult() : TypedResults.Ok(new Response(at));
    }

    private async Task<(bool Done, Outcome<DateTimeOffset> Revoked)> RevokeAsync(
        HttpRequest request, string participantId, string personId, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery
        {
            Files = true, Notices = true, GrantsOf = ParticipantId.TryFrom(personId, out var id) ? id : null,
        };
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var person = actor.Participants.SingleOrDefault(one => one.Value.ParticipantId == personId);
        if (!actor.IsMailbox || person is not { Value.IsMailbox: false })
        {
            return (true, new ResourceNotFound());
        }

        var now = actor.Space.Value.RevokesAt(time.GetUtcNow());
        if (person.Value.Revoked is null && !await spaces.TrySaveAsync(Compose(actor, person, now), cancellationToken))
        {
            return (false, default);
        }

        // What they sent no message with. Cut off here, each goes when its own time is over.
        foreach (var file in actor.Files.Values.Where(
            file => file.Value.Author == person.Value.ParticipantId && file.Value.IsStaged))
        {
            await purge.EndFileAsync(actor.Space.Value.Id, file.Value.FileId, cancellationToken);
        }

        return (true, person.Value.Revoked?.At ?? now);
    }

    private static SpaceChange Compose(Actor<Conversation> actor, Stored<Participant> person, DateTimeOffset now)
    {
        var (change, conversation) = (actor.Change(now), actor.Space.Value);
        change.Replace(person, person.Value.Revoke(new Revocation(now, actor.Account!.Name)));
        change.Replace(actor.Space, conversation with
        {
            RevokedAt = now, Revision = conversation.Revision + 1,
        });
        change.Audit(actor.Did(ConversationEvents.AccessWithdrawn, now, person.Value.ParticipantId));
        change.Deliver();
        foreach (var notice in actor.Read.Notices.Where(
            notice => person.Value.ParticipantId.Equals(notice.Value.ParticipantId) && change.HasRoomFor(1)))
        {
            change.Withdraw(notice);
        }

        // What is under way in a browser of theirs fails with its grant; what was decided on another counts no more.
        foreach (var grant in actor.Read.Grants.Where(_ => change.HasRoomFor(1)))
        {
            change.End(grant);
        }

        return change;
    }
}
