using Zegel.Functions.Access;

namespace Zegel.Functions.Administration.Giving;

/// <summary>The open requests that the caller may see: all for the service desk, those for their mailboxes for owners.</summary>
[Allow(Caller.Account)]
public sealed class ListAccessRequests(AccessRequests requests, Deciding deciding)
{
    public sealed record Response(IReadOnlyList<ShownRequest> Requests);

    [Function(nameof(ListAccessRequests))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "access-requests")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var by = request.SignedIn();
        var owned = await deciding.OwnedByAsync(by, cancellationToken);
        var open = await requests.ListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
        [
            .. open.Select(one => one.Value).Where(one => Deciding.MaySee(one, by, owned))
                .Select(one => ShownRequest.Of(one, Deciding.RefuseYes(one, by, owned) is null)),
        ]));
    }
}
