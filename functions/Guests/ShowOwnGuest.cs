namespace Zegel.Functions.Guests;

/// <summary>What a guest sees of being one: what to accept first, until when, and whom to ask (A35).</summary>
[Allow(Caller.Enrolling)]
public sealed class ShowOwnGuest(ShownGuests shown, GuestStore guests)
{
    [Function(nameof(ShowOwnGuest))]
    public async Task<Results<Ok<OwnGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "guests/me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var signedIn = request.SignedIn();
        if (await shown.ShowOwnAsync(signedIn, cancellationToken) is { } own)
        {
            return TypedResults.Ok(own);
        }

        // Somebody with another role too logs in all the same: an old link says why it leads nowhere (X19).
        return await guests.FindAsync(signedIn.AccountId, cancellationToken) is { Value.Removed: { } removed }
            ? removed.ToResult()
            : new ResourceNotFound().ToResult();
    }
}
