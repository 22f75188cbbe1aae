using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Digests;

/// <summary>Chooses when the caller is told of what is new in a folder: soon, or once a day (X22).</summary>
[Allow(Caller.Staff, Caller.Guest)]
public sealed class ChooseDigest(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    public sealed record Request(Digest Digest) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // It is one of two.
        }
    }

    [Function(nameof(ChooseDigest))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/digest")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var found = await access.FindAsync<Folder>(
                request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var (change, me) = (actor.Change(time.GetUtcNow()), actor.Me.Value);
            var following = me.Following! with { IsDaily = body.Digest == Digest.Daily };
            change.Replace(actor.Me, me with { Following = following });
            // What waits is told at another moment from here on.
            change.Deliver();
            return (await spaces.TrySaveAsync(change, cancellationToken), null);
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
