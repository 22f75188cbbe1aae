namespace Zegel.Functions.Guests;

/// <summary>
/// "Keep my access" (X18), pressed by the guest: near its last day that moves, and the sponsor hears of it; otherwise
/// the log-in before it was enough. Again changes nothing.
/// </summary>
[Allow(Caller.Guest)]
public sealed class KeepAccess(GuestStore guests, GuestEnds ends, GuestPolicyStore policies, ShownGuests shown)
{
    [Function(nameof(KeepAccess))]
    public async Task<Results<Ok<OwnGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/me/keep")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (await guests.FindAsync(signedIn.AccountId, cancellationToken) is not { } found)
        {
            return new ResourceNotFound().ToResult();
        }

        var policy = await policies.GetAsync(cancellationToken);
        var sponsor = await ends.SponsorAsync(found.Value.SponsorId, cancellationToken);
        var kept = await guests.ChangeAsync(
            signedIn.AccountId,
            change =>
            {
                if (change.Guest.State != GuestState.Active)
                {
                    return new ResourceNotFound();
                }

                if (!shown.MayKeep(change.Guest))
                {
                    return null;
                }

                var last = GuestDays.Extended(change.Guest.EndsOn, policy, change.Now);
                change.Guest = change.Guest with { EndsOn = last, EndSetAt = change.Now, KeptAt = change.Now };
                change.Audit(GuestEvents.GuestExtended, signedIn.AccountId);
                if (sponsor is not null)
                {
                    change.Tell(GuestNotices.GuestKept, sponsor, last.AddDays(1));
                }

                return null;
            },
            cancellationToken);
        return kept.IsRefused(out var problem, out _)
            ? problem.ToResult()
            : TypedResults.Ok((await shown.ShowOwnAsync(signedIn, cancellationToken))!);
    }
}
