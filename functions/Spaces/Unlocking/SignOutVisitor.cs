namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>Ends everything this browser unlocked, on the server; it is not remembered any more.</summary>
[Allow(Caller.Anyone)]
public sealed class SignOutVisitor(
    SpaceStore spaces, ReaderDevices devices, Expiries expiries, TimeProvider time)
{
    [Function(nameof(SignOutVisitor))]
    public async Task<NoContent> Run(
        [HttpTrigger(Anonymous, "post", Route = "visitor/sign-out")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var now = time.GetUtcNow();
        if (request.FindVisitor() is { } visitor)
        {
            var unlocked = expiries.NamedAsync(
                VisitorCookie.Hour(visitor), ExpiringGrant.Kind, visitor.Hash, cancellationToken);
            await foreach (var participant in unlocked.Select(ParticipantId.From))
            {
                var change = new SpaceChange(participant.Space, now);
                change.EndGrant(participant, visitor);
                change.Audit(SpaceEvents.SignedOut, participant);
                // False: the grant was ended already.
                await spaces.TrySaveAsync(change, cancellationToken);
            }
        }

        if (ReaderCookie.Of(request) is { } cookie)
        {
            await devices.EndAsync(
                cookie.ParticipantId, device => device.DeviceId == cookie.DeviceId && device.Knows(cookie.Token, now),
                SpaceEvents.ReaderForgotten, _ => null, cancellationToken);
        }

        request.HttpContext.Response.DeleteCookie(Cookies.Reader);
        request.HttpContext.Response.EndCookie(Cookies.Visitor);
        return TypedResults.NoContent();
    }
}
