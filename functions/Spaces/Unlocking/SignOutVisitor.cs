namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>Ends everything this browser unlocked, on the server.</summary>
[Allow(Caller.Anyone)]
public sealed class SignOutVisitor(SpaceStore spaces, Expiries expiries, TimeProvider time)
{
    [Function(nameof(SignOutVisitor))]
    public async Task<NoContent> Run(
        [HttpTrigger(Anonymous, "post", Route = "visitor/sign-out")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (request.FindVisitor() is { } visitor)
        {
            var unlocked = expiries.NamedAsync(
                VisitorCookie.Hour(visitor), ExpiringGrant.Kind, visitor.Hash, cancellationToken);
            await foreach (var participant in unlocked.Select(ParticipantId.From))
            {
                var change = new SpaceChange(participant.Space, time.GetUtcNow());
                change.EndGrant(participant, visitor);
                change.Audit(SpaceEvents.SignedOut, participant);
                // False: the grant was ended already.
                await spaces.TrySaveAsync(change, cancellationToken);
            }
        }

        request.HttpContext.Response.EndCookie(Cookies.Visitor);
        return TypedResults.NoContent();
    }
}
