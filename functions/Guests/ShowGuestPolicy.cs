namespace Zegel.Functions.Guests;

/// <summary>What the organisation decided about guests.</summary>
[Allow(Caller.Staff, Caller.ServiceDesk)]
public sealed class ShowGuestPolicy(GuestPolicyStore policies)
{
    [Function(nameof(ShowGuestPolicy))]
    public async Task<Ok<GuestPolicy>> Run(
        [HttpTrigger(Anonymous, "get", Route = "guests/policy")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await policies.GetAsync(cancellationToken));
}
