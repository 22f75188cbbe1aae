namespace Zegel.Functions.Administration.Giving;

/// <summary>The open requests that the caller may see: the service desk all, owners those for what they own.</summary>
[Allow(Caller.Account)]
public sealed class ListAccessRequests(AccessRequests requests, AccessDecisions decisions, MailboxNames names)
{
    public sealed record Response(IReadOnlyList<ShownRequest> Requests);

    [Function(nameof(ListAccessRequests))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "access-requests")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var by = request.SignedIn();
        var owned = await decisions.OwnedByAsync(by, cancellationToken);
        var open = await requests.ListAsync(cancellationToken);
        var seen = open.Select(one => one.Value).Where(one => AccessDecisions.MaySee(one, by, owned)).ToList();
        var named = await names.GetAsync([.. seen.Select(one => one.MailboxId).OfType<MailboxId>()], cancellationToken);
        return TypedResults.Ok(new Response(
        [
            .. seen.Select(one =>
                ShownRequest.Of(one, id => named[id], AccessDecisions.RefuseYes(one, by, owned) is null)),
        ]));
    }
}
