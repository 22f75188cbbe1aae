using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// The link to a conversation that was written to the confirmed address of an account, as it stands in the mail that
/// they got: it opens nothing by itself, and its page asks for the proof.
/// </summary>
[Allow(Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class ShowOwnLink(SpaceStore spaces, RootSecret root, TimeProvider time)
{
    public sealed record Response(string Secret);

    [Function(nameof(ShowOwnLink))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/messages/{participantId}/link")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var (me, now) = (request.SignedIn(), time.GetUtcNow());
        if (!ParticipantId.TryFrom(participantId, out var id)
            || await spaces.ReadAsync(id.Space, new SpaceQuery { Only = id }, cancellationToken)
                is not { Participants: [{ Value: { LogsIn: false } person }], Space.Value: Conversation conversation }
            || !conversation.CanBeRead(now) || !OwnMessages.IsOf(me, person, now))
        {
            return new ResourceNotFound().ToResult();
        }

        var change = new SpaceChange(id.Space, now);
        change.Audit(new AuditRecord(ConversationEvents.LinkShown, now, me.AccountId, id, "account"));
        return await spaces.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(new Response(root.LinkSecret(id, person.LinkVersion)))
            : new ChangedMeanwhile().ToResult();
    }
}
