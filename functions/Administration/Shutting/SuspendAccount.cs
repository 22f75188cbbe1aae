namespace Zegel.Functions.Administration.Shutting;

/// <summary>
/// Shuts somebody out for now (ASVS V7.4.2): every session and remembered device ends, links stop working, and what the
/// person asked of others counts no more. What the account may use is kept.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class SuspendAccount(Suspension suspension, ShownAccounts accounts)
{
    [Function(nameof(SuspendAccount))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/suspend")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var problem = await suspension.SuspendAsync(accountId, request.SignedIn(), cancellationToken);
        return problem is null
            ? TypedResults.Ok((await accounts.FindAsync(accountId, cancellationToken))!)
            : problem.ToResult();
    }
}
