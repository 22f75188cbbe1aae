namespace Zegel.Functions.Accounts;

/// <summary>The person's own account: details, second factors, devices ("Mijn gegevens", N7).</summary>
[Allow(Caller.Enrolling)]
public sealed class ShowAccount(AccountDetails details)
{
    [Function(nameof(ShowAccount))]
    public async Task<Ok<AccountDetails.View>> Run(
        [HttpTrigger(Anonymous, "get", Route = "account")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await details.GetAsync(request.SignedIn(), cancellationToken));
}
