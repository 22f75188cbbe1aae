namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// Whoever has a link that was replaced has the newer one mailed once more, to the address that it belongs to: the
/// caller names none, and gets nothing themselves.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class SendLinkAgain(
    SpaceStore spaces, Links links, Throttle throttle, AddressLimits addresses, RootSecret root, TimeProvider time)
{
    [Function(nameof(SendLinkAgain))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/link-again")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var secret = (await request.ReadAsync<LinkRequest>(cancellationToken)).Secret;
        if (await links.FindNewerAsync(request, participantId, secret, cancellationToken) is not { } found)
        {
            return new LinkUnknown().ToResult();
        }

        var day = TimeSpan.FromDays(1);
        if (await throttle.TakeAsync(
            cancellationToken,
            new Limit("link-again", root.LookUp("participant", participantId), SecurityNumbers.LinksAgainPerDay, day),
            addresses.Of(request, "link-again", SecurityNumbers.LinksAgainPerAddressPerDay, day)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var refusal = await Conflicts.RetryAsync<Link?, Problem?>(
            found,
            () => links.FindNewerAsync(request, participantId, secret, cancellationToken),
            async link =>
            {
                if (link is null)
                {
                    return (true, new LinkUnknown());
                }

                var change = new SpaceChange(link.Space.Value.Id, time.GetUtcNow());
                RenewLink.Send(change, link.Participant, link.Participant.Value, link.Space.Value);
                change.Audit(SpaceEvents.LinkSentAgain, link.Participant.Value.ParticipantId);
                return (await spaces.TrySaveAsync(change, cancellationToken), null);
            });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
