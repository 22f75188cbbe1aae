namespace Zegel.Functions.Guests;

/// <summary>
/// Says no to a guest that was asked for, or takes the request back: it is gone, nothing was mailed to the guest, and
/// who asked hears of somebody else's no.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk)]
public sealed class RefuseGuest(
    GuestStore guests, GuestPointers pointers, AccountStore accounts, GuestPolicyStore policies, TimeProvider time)
{
    [Function(nameof(RefuseGuest))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/{guestId}/refuse")] HttpRequest request,
        string guestId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (await guests.FindAsync(guestId, cancellationToken) is not { Value.State: GuestState.Asked } asked)
        {
            return new ResourceNotFound().ToResult();
        }

        var change = new GuestChange(asked, time.GetUtcNow());
        if (asked.Value.AskedBy != by.AccountId
            && await accounts.FindAsync(asked.Value.AskedBy, null, cancellationToken) is { Head.Value: var asker })
        {
            change.Tell(GuestNotices.GuestDeclined, asker, by: by.Account.Email);
        }

        change.Rows.Delete(Guest.RowKey, asked.Row.ETag);
        change.Audit(GuestEvents.GuestDeclined, by.AccountId);
        if (!await guests.TrySaveAsync(change, await policies.GetAsync(cancellationToken), cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        await pointers.RemoveAskedAsync(asked.Value.GuestId, cancellationToken);
        await pointers.RemoveOfSponsorAsync(asked.Value.SponsorId, asked.Value.GuestId, cancellationToken);
        return TypedResults.NoContent();
    }
}
