using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;

namespace Zegel.Functions.Administration.Giving;

/// <summary>Stops a request from the mail, without logging in: whoever could not log in must be able to stop it.</summary>
[Allow(Caller.Anyone)]
public sealed class StopAccessRequest(RequestLinks links, AccessRequests requests)
{
    [Function(nameof(StopAccessRequest))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "access-request-links/{linkId}/stop")] HttpRequest request,
        string linkId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkSecretBody>(cancellationToken);
        var (found, holder, problem) = await links.FindAsync(linkId, body.Secret, cancellationToken);
        problem ??= await requests.StopAsync(found!, holder!.AccountId, cancellationToken);
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }
}
