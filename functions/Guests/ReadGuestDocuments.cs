namespace Zegel.Functions.Guests;

/// <summary>What a guest must accept now, in the order in which it is asked, with what changed.</summary>
[Allow(Caller.Enrolling)]
public sealed class ReadGuestDocuments(
    GuestDocuments documents, GuestPolicyStore policies, ShownGuests shown)
{
    /// <param name="Documents">In the order in which they are asked; empty when nothing is owed.</param>
    public sealed record Response(IReadOnlyList<ShownDocument> Documents);

    [Function(nameof(ReadGuestDocuments))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "guests/me/documents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var signedIn = request.SignedIn();
        if (await shown.ShowOwnAsync(signedIn, cancellationToken) is null)
        {
            // Nobody asks anything of who is no guest.
            return TypedResults.Ok(new Response([]));
        }

        var newest = (await policies.GetAsync(cancellationToken)).Documents;
        var accepted = signedIn.Account.Accepted;
        var owed = new List<ShownDocument>();
        foreach (var document in Enum.GetValues<GuestDocument>()
            .Where(document => accepted.Of(document) < newest.Of(document)))
        {
            owed.Add(await documents.ShowAsync(document, newest, accepted.Of(document), cancellationToken));
        }

        return TypedResults.Ok(new Response(owed));
    }
}
