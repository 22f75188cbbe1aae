namespace Zegel.Functions.Administration;

/// <summary>Somebody's account, for the service desk.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ShowAccountOf(ShownAccounts accounts)
{
    [Function(nameof(ShowAccountOf))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "accounts/{accountId}")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken) =>
        await accounts.FindAsync(accountId, cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : new ResourceNotFound().ToResult();
}
