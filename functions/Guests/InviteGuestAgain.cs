namespace Zegel.Functions.Guests;

/// <summary>Mails the invitation again; one that expired has a new date, one that works stays (X20).</summary>
[Allow(Caller.Staff, Caller.ServiceDesk)]
public sealed class InviteGuestAgain(GuestStore guests, ShownGuests shown)
{
    [Function(nameof(InviteGuestAgain))]
    public async Task<Results<Accepted<ShownGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/{guestId}/invitation")] HttpRequest request,
        string guestId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        var changed = await guests.ChangeAsync(
            guestId,
            change =>
            {
                if (!ShownGuests.MayManage(by, change.Guest))
                {
                    return new ResourceNotFound();
                }

                if (change.Guest.State != GuestState.Invited
                    || change.OfAccount is not { Head.State: AccountState.Invited } account)
                {
                    return new GuestOtherwise(change.Guest.State);
                }

                PasswordLinks.InviteAgain(account, mayRepeat: true, by.AccountId);
                return null;
            },
            cancellationToken);
        return changed.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, await shown.ShowAsync(guest, by, cancellationToken));
    }
}
