namespace Zegel.Functions.Administration.Shutting;

/// <summary>Lets somebody in again who was suspended; they log in anew. One that has ended stays so.</summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ResumeAccount(Suspension suspension)
{
    [Function(nameof(ResumeAccount))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/resume")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var account = await suspension.ResumeAsync(accountId, request.SignedIn().AccountId, cancellationToken);
        return account is null ? new ResourceNotFound().ToResult()
            : account.State == AccountState.Ended ? new AccountShut().ToResult()
            : TypedResults.Ok(account);
    }
}
