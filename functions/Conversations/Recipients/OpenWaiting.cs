using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// Lets this browser open something else that waits, without another code: by what it proved, and no longer than that
/// counts. Each is granted and written down for itself.
/// </summary>
[Allow(Caller.Visitor)]
public sealed class OpenWaiting(WaitingElsewhere elsewhere, SpaceStore spaces, RootSecret root, TimeProvider time)
{
    /// <param name="ParticipantId">As whom it is opened.</param>
    /// <param name="Secret">Of its link, with which its page comes back.</param>
    public sealed record Response(ParticipantId ParticipantId, string Secret);

    [Function(nameof(OpenWaiting))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/waiting/{otherId}/open")]
        HttpRequest request,
        string participantId,
        string otherId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var now = time.GetUtcNow();
        var granted = await Conflicts.RetryAsync<Outcome<Participant>>(async () =>
        {
            var outcome = await elsewhere.FindAsync(request, participantId, cancellationToken);
            if (outcome.IsRefused(out var problem, out var found))
            {
                return (true, problem);
            }

            if (found.Waiting.SingleOrDefault(one => one.Person.Value.ParticipantId == otherId) is not { } other)
            {
                return (true, new ResourceNotFound());
            }

            var person = other.Person.Value;
            var change = new SpaceChange(person.ParticipantId.Space, now);
            change.Guard(other.Person);
            var proved = found.Actor.Read.Grant!.Value;
            change.Grant(person, request.FindVisitor()!, proved.Device, proved.CreatedAt);
            change.Audit(
                SpaceEvents.UnlockedByAnother, person.ParticipantId, about: participantId,
                method: SpaceAccess.NameOf(person.Method));
            return (await spaces.TrySaveAsync(change, cancellationToken), person);
        });
        return granted.IsRefused(out var refusal, out var opened)
            ? refusal.ToResult()
            : TypedResults.Ok(new Response(
                opened.ParticipantId, root.LinkSecret(opened.ParticipantId, opened.LinkVersion)));
    }
}
