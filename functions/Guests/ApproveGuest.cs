namespace Zegel.Functions.Guests;

/// <summary>
/// Says the second yes to a guest that somebody else asked for: now the invitation is mailed. Any colleague can, and
/// the service desk; who asked cannot.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk, Recent = true)]
public sealed class ApproveGuest(
    GuestStore guests, GuestInviter inviter, ShownGuests shown, AccountStore accounts)
{
    [Function(nameof(ApproveGuest))]
    public async Task<Results<Ok<ShownGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/{guestId}/approve")] HttpRequest request,
        string guestId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (await guests.FindAsync(guestId, cancellationToken) is not { Value.State: GuestState.Asked } asked)
        {
            return new ResourceNotFound().ToResult();
        }

        if (asked.Value.AskedBy == by.AccountId)
        {
            return new SecondPersonNeeded().ToResult();
        }

        if (await accounts.FindAsync(asked.Value.SponsorId, null, cancellationToken)
            is not { Head.Value: { IsActive: true } sponsor })
        {
            // Whoever asked was shut out since: nobody would answer for the guest.
            return new SponsorGone().ToResult();
        }

        var approved = await inviter.ApproveAsync(asked, sponsor, by.AccountId, cancellationToken);
        return approved.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Ok(await shown.ShowAsync(guest, by, cancellationToken));
    }
}
