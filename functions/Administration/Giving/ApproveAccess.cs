namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Says yes to a request: an owner of the mailbox, or a second one of the service desk. Never who asked, from whichever
/// session, nor whom it is for: but for a successor, who must agree (X13).
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class ApproveAccess(AccessRequests requests, AccessDecisions decisions)
{
    [Function(nameof(ApproveAccess))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "access-requests/{requestId}/approve")] HttpRequest request,
        string requestId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (await decisions.FindAsync(requestId, by, cancellationToken) is not { } found)
        {
            return new ResourceNotFound().ToResult();
        }

        var problem = AccessDecisions.RefuseYes(found.Request.Value, by, found.Owned)
            ?? (found.Request.Value.AccountId == by.AccountId
                ? await requests.AcceptAsync(found.Request, cancellationToken)
                : await requests.GiveAsync(found.Request, by.AccountId, cancellationToken));
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }
}
