namespace Zegel.Functions.Clients;

/// <summary>Mails an extra account's invitation again; its company's main account alone.</summary>
[Allow(Caller.Client, Recent = true)]
public sealed class InviteExtraAccountAgain(ExtraAccounts extras, ClientStore clients, Throttle throttle)
{
    [Function(nameof(InviteExtraAccountAgain))]
    public async Task<Results<Accepted<ShownExtraAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "client/accounts/{accountId}/invitation")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (await extras.FindAsync(by, accountId, cancellationToken) is null)
        {
            return new ResourceNotFound().ToResult();
        }

        if (await throttle.TakeAsync(cancellationToken, ExtraAccounts.LimitOf(by)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var invited = await clients.ChangeAsync(accountId, change => change.InviteAgain(by), cancellationToken);
        return invited.IsRefused(out var problem, out var extra)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, ShownExtraAccount.Of(extra));
    }
}
