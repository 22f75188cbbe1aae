using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Revoking;

/// <summary>
/// A page that shows a conversation asks whether something of it was revoked since, and takes that off the screen. It
/// asks often, so it reads little and writes nothing down; what it is told opens nothing.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class LookForRevoked(SpaceAccess access)
{
    /// <param name="RevokedAt">When a message, or somebody's access, was last revoked; null: nothing was.</param>
    public sealed record Response(DateTimeOffset? RevokedAt);

    [Function(nameof(LookForRevoked))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/revoked")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Only = ParticipantId.TryFrom(participantId, out var id) ? id : null };
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Read, query, cancellationToken);
        return found.IsRefused(out var problem, out var actor)
            ? problem.ToResult() : TypedResults.Ok(new Response(actor.Space.Value.RevokedAt));
    }
}
