namespace Zegel.Functions.Guests;

/// <summary>Removes a guest at once, by its sponsor or the service desk; it can be restored for 30 days.</summary>
[Allow(Caller.Staff, Caller.ServiceDesk)]
public sealed class RemoveGuest(GuestEnds ends, ShownGuests shown)
{
    [Function(nameof(RemoveGuest))]
    public async Task<Results<Ok<ShownGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/{guestId}/remove")] HttpRequest request,
        string guestId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        var removed = await ends.RemoveAsync(guestId, by, cancellationToken);
        return removed.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Ok(await shown.ShowAsync(guest, by, cancellationToken));
    }
}
