namespace Zegel.Functions.Guests;

/// <summary>
/// Another address for a guest who did not accept yet (X20): the same account, with its rights and history. Every link
/// that went to the former address is dead, and asked for a fresh one sends that to the new address.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk, Recent = true)]
public sealed class CorrectGuestAddress(
    GuestStore guests, ShownGuests shown, AccountStore accounts, AccountAddresses addresses, TimeProvider time)
{
    public sealed record Request(string Email) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    [Function(nameof(CorrectGuestAddress))]
    public async Task<Results<Ok<ShownGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/{guestId}/correct-address")] HttpRequest request,
        string guestId,
        CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse((await request.ReadAsync<Request>(cancellationToken)).Email)!;
        var by = request.SignedIn();
        if (await shown.FindOwnAsync(guestId, by, cancellationToken) is not { } found)
        {
            return new ResourceNotFound().ToResult();
        }

        if (found.Head.Email == email)
        {
            return TypedResults.Ok(await shown.ShowAsync(found, by, cancellationToken));
        }

        var changed = found.Account is null
            ? await CorrectAsync()
            : await addresses.MoveAsync(
                found.Head.Email, email, found.Value.GuestId, accounts, time.GetUtcNow(), CorrectAsync,
                cancellationToken);
        return changed.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Ok(await shown.ShowAsync(guest, by, cancellationToken));

        Task<Outcome<FoundGuest>> CorrectAsync() => guests.ChangeAsync(
            guestId, change => Correct(change, email, by), cancellationToken);
    }

    private static Problem? Correct(GuestChange change, string email, SignedIn by)
    {
        if (!ShownGuests.MayManage(by, change.Guest))
        {
            return new ResourceNotFound();
        }

        if (change.OfAccount is { Head.State: not AccountState.Invited }
            || change.Guest.State is not (GuestState.Asked or GuestState.Invited))
        {
            return new GuestOtherwise(change.Guest.State);
        }

        if (change.OfAccount is { Head.Roles: not [Role.Guest] })
        {
            // A client's dossiers, say, are not the sponsor's to give to another address.
            return new AccountElsewhere();
        }

        change.Guest = change.Guest with { Email = email };
        if (change.OfAccount is { } account)
        {
            PasswordLinks.InviteAt(account, email, by.AccountId);
        }

        change.Audit(GuestEvents.GuestAddressChanged, by.AccountId);
        return null;
    }
}
