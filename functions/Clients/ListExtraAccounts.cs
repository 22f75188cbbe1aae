namespace Zegel.Functions.Clients;

/// <summary>The extra accounts of a company, with what is recorded of each; its main account alone (N50).</summary>
[Allow(Caller.Client)]
public sealed class ListExtraAccounts(ExtraAccounts extras)
{
    /// <param name="Accounts">By name.</param>
    /// <param name="Most">How many there can be.</param>
    public sealed record Response(IReadOnlyList<ShownExtraAccount> Accounts, int Most);

    [Function(nameof(ListExtraAccounts))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "client/accounts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await extras.FindCompanyAsync(request.SignedIn(), cancellationToken) is { } company
            ? TypedResults.Ok(new Response(
                [.. (await extras.OfAsync(company.Value, cancellationToken)).Select(ShownExtraAccount.Of)],
                SecurityNumbers.ExtraAccounts))
            : new ResourceNotFound().ToResult();
}
