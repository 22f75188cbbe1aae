namespace Zegel.Functions.Clients;

/// <summary>
/// Ends an extra account at once (N50): every session, device and link; its company's main account alone. What it wrote
/// stays, under its name. Somebody who has another room here too keeps that. Safe to repeat.
/// </summary>
[Allow(Caller.Client, Recent = true)]
public sealed class DeleteExtraAccount(ExtraAccounts extras)
{
    [Function(nameof(DeleteExtraAccount))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "client/accounts/{accountId}")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        return await extras.DeleteAsync(request.SignedIn(), accountId, cancellationToken) is { } problem
            ? problem.ToResult()
            : TypedResults.NoContent();
    }
}
