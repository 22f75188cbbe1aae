namespace Zegel.Functions.Guests;

/// <summary>
/// Restores a removed guest within 30 days, by its sponsor or the service desk (X18): password, second factors, rights
/// and links are those of before.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk, Recent = true)]
public sealed class RestoreGuest(
    GuestEnds ends, ShownGuests shown, GuestPolicyStore policies, TimeProvider time)
{
    /// <param name="EndsOn">
    /// The last day; null: the former one, or when that has passed, as many days as the organisation gives.
    /// </param>
    public sealed record Request(DateOnly? EndsOn) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(EndsOn is null || EndsOn > DateOnly.MinValue, "endsOn", "date-past");
    }

    [Function(nameof(RestoreGuest))]
    public async Task<Results<Ok<ShownGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/{guestId}/restore")] HttpRequest request,
        string guestId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        if (body.EndsOn is { } day && GuestDays.Refuse(day, time.GetUtcNow()) is { } refusal)
        {
            return refusal.ToResult();
        }

        var restored = await ends.RestoreAsync(
            guestId, body.EndsOn, await policies.GetAsync(cancellationToken), by, cancellationToken);
        return restored.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Ok(await shown.ShowAsync(guest, by, cancellationToken));
    }
}
