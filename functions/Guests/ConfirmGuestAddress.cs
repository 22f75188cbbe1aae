namespace Zegel.Functions.Guests;

/// <summary>Takes the codes that came to the former and the new address; from then on the new one counts.</summary>
[Allow(Caller.Guest, Recent = true)]
public sealed class ConfirmGuestAddress(GuestAddress address, ShownGuests shown)
{
    /// <param name="FormerCode">That came to the former address.</param>
    /// <param name="NewCode">That came to the new one.</param>
    public sealed record Request(string FormerCode, string NewCode) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(FormerCode.Length <= TypedCode.MaximumLength, "formerCode", "length-0-8000");
            checks.That(NewCode.Length <= TypedCode.MaximumLength, "newCode", "length-0-8000");
        }
    }

    [Function(nameof(ConfirmGuestAddress))]
    public async Task<Results<Ok<OwnGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/me/address/confirm")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var signedIn = request.SignedIn();
        return await address.ConfirmAsync(signedIn, body.FormerCode, body.NewCode, cancellationToken) is { } problem
            ? problem.ToResult()
            : TypedResults.Ok((await shown.ShowOwnAsync(signedIn, cancellationToken))!);
    }
}
