namespace Zegel.Functions.Administration.Giving;

/// <summary>Stops a request from the mail, without logging in: who could not log in must be able to.</summary>
[Allow(Caller.Anyone)]
public sealed class StopAccessRequest(RequestLinks links, AccessRequests requests)
{
    [Function(nameof(StopAccessRequest))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "access-request-links/{linkId}/stop")] HttpRequest request,
        string linkId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        if ((await links.FindAsync(linkId, body.Secret, cancellationToken)).IsRefused(out var unknown, out var found))
        {
            return unknown.ToResult();
        }

        var problem = await requests.StopAsync(found.Request, found.Holder.AccountId, cancellationToken);
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }
}
