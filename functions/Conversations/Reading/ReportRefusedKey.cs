using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>
/// A browser of the mailbox was given a key, wrapped under the mailbox's, that is not this conversation's. Only there
/// can it be seen: it is written down and told as an error, as one that the functions refuse themselves.
/// </summary>
[Allow(Caller.Staff)]
public sealed class ReportRefusedKey(SpaceAccess access, SpaceStore spaces, SealKeys sealKeys, TimeProvider time)
{
    [Function(nameof(ReportRefusedKey))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/key-refused")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem.ToResult();
        }

        sealKeys.TellForeign(actor.Space.Value.KeyContext);
        var change = new SpaceChange(actor.Space.Value.Id, time.GetUtcNow());
        change.Audit(actor.Did(SealingEvents.SealKeyRefused, change.Now));
        await spaces.TrySaveAsync(change, cancellationToken);
        return TypedResults.NoContent();
    }
}
