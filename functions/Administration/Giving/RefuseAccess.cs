namespace Zegel.Functions.Administration.Giving;

/// <summary>Says no to a request, or takes one's own back. Whoever may see it may: nothing changes by a no.</summary>
[Allow(Caller.Account)]
public sealed class RefuseAccess(AccessRequests requests, AccessDecisions decisions)
{
    [Function(nameof(RefuseAccess))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "access-requests/{requestId}/refuse")] HttpRequest request,
        string requestId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (await decisions.FindAsync(requestId, by, cancellationToken) is not { } found)
        {
            return new ResourceNotFound().ToResult();
        }

        var problem = await requests.StopAsync(found.Request, by.AccountId, cancellationToken);
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }
}
