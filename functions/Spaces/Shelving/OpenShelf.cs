namespace Zegel.Functions.Spaces.Shelving;

/// <summary>Hands an account the key that opens the names in its lists; written down first.</summary>
[Allow(Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class OpenShelf(ShelfKeys shelf, TimeProvider time)
{
    /// <param name="ShelfKey">Null for whom nothing is shared with yet.</param>
    public sealed record Response(byte[]? ShelfKey);

    [Function(nameof(OpenShelf))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "shelf/open")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var me = request.SignedIn().AccountId;

        // As every release of a key: unwrapped, written down, handed out (decision 008).
        if (await shelf.FindAsync(me, make: false, cancellationToken) is not { } key)
        {
            return TypedResults.Ok(new Response(null));
        }

        var record = new AuditRecord(SpaceEvents.ShelfOpened, time.GetUtcNow(), me, me, "account");
        await shelf.AuditAsync(record, me, cancellationToken);
        return TypedResults.Ok(new Response(key));
    }
}
