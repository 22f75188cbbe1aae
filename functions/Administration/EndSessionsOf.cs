namespace Zegel.Functions.Administration;

/// <summary>Signs somebody out everywhere: a stolen laptop, a colleague who left (ASVS V7.4.5).</summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class EndSessionsOf(ShownAccounts accounts)
{
    [Function(nameof(EndSessionsOf))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/end-sessions")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var account = await accounts.ChangeAsync(
            accountId,
            change =>
            {
                change.EndSessions();
                change.Audit(AccountEvents.SessionsEnded, actor: request.SignedIn().AccountId);
                return Task.FromResult(true);
            },
            cancellationToken);
        return account is null ? new ResourceNotFound().ToResult() : TypedResults.Ok(account);
    }
}
