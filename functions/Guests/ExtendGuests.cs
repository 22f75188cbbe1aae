namespace Zegel.Functions.Guests;

/// <summary>
/// Keeps one guest or many (X18): to a day, or for the organisation's number of days more. It counts as use, so one who
/// did not log in for long stays too. Those that cannot be extended are left as they are and not in the answer.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk)]
public sealed class ExtendGuests(
    GuestStore guests, ShownGuests shown, GuestPolicyStore policies, TimeProvider time)
{
    /// <param name="GuestIds">Which.</param>
    /// <param name="EndsOn">The last day; null: as many days more as the organisation gives.</param>
    public sealed record Request(IReadOnlyList<string> GuestIds, DateOnly? EndsOn) : ICheckedBody
    {
        public void Check(Checks checks) => GuestIdsOf.Check(GuestIds, checks);
    }

    /// <param name="Guests">Those that were extended.</param>
    public sealed record Response(IReadOnlyList<ShownGuest> Guests);

    [Function(nameof(ExtendGuests))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/extend")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        if (body.EndsOn is { } day && GuestDays.Refuse(day, time.GetUtcNow()) is { } refusal)
        {
            return refusal.ToResult();
        }

        var policy = await policies.GetAsync(cancellationToken);
        var extended = new List<AccountId>();
        foreach (var guestId in body.GuestIds)
        {
            var changed = await guests.ChangeAsync(
                guestId,
                change =>
                {
                    if (!ShownGuests.MayManage(by, change.Guest) || change.Guest.State == GuestState.Removed)
                    {
                        return new ResourceNotFound();
                    }

                    change.Guest = change.Guest with
                    {
                        EndsOn = body.EndsOn ?? GuestDays.Extended(change.Guest.EndsOn, policy, change.Now),
                        EndSetAt = change.Now, KeptAt = change.Now,
                    };
                    change.Audit(GuestEvents.GuestExtended, by.AccountId);
                    return null;
                },
                cancellationToken);
            if (!changed.IsRefused(out _, out var guest))
            {
                extended.Add(guest.Value.GuestId);
            }
        }

        return TypedResults.Ok(new Response(await shown.ShowAsync(extended, by, _ => true, cancellationToken)));
    }
}

/// <summary>The ids of several guests in a body.</summary>
internal static class GuestIdsOf
{
    /// <summary>One to as many as are done at once, each once.</summary>
    public static void Check(IReadOnlyList<string> guestIds, Checks checks)
    {
        checks.That(
            guestIds.Count is > 0 and <= SecurityNumbers.GuestsAtOnce
            && guestIds.Distinct(StringComparer.Ordinal).Count() == guestIds.Count,
            "guestIds", "count-1-100");
        checks.That(guestIds.All(Ids.IsId), "guestIds", "id-invalid");
    }
}
