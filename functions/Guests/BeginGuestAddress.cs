namespace Zegel.Functions.Guests;

/// <summary>Begins another address: a code goes to the former and to the new one (X20).</summary>
[Allow(Caller.Guest, Recent = true)]
public sealed class BeginGuestAddress(GuestAddress address)
{
    public sealed record Request(string Email) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    [Function(nameof(BeginGuestAddress))]
    public async Task<Results<Accepted<AddressStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/me/address")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var begun = await address.BeginAsync(
            request.SignedIn(), EmailAddress.Parse(body.Email)!, cancellationToken);
        return begun.IsRefused(out var problem, out var step)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, step);
    }
}
