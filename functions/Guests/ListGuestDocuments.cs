namespace Zegel.Functions.Guests;

/// <summary>The newest versions of what guests accept.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListGuestDocuments(GuestDocuments documents, GuestPolicyStore policies)
{
    /// <param name="Documents">The terms of use, then confidentiality and privacy.</param>
    public sealed record Response(IReadOnlyList<ShownDocument> Documents);

    [Function(nameof(ListGuestDocuments))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "guests/documents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var newest = (await policies.GetAsync(cancellationToken)).Documents;
        return TypedResults.Ok(new Response(
        [
            await documents.ShowAsync(GuestDocument.Terms, newest, null, cancellationToken),
            await documents.ShowAsync(GuestDocument.Confidentiality, newest, null, cancellationToken),
        ]));
    }
}
