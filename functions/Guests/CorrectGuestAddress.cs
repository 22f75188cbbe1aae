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

        var (former, wanted) = (addresses.KeyOf(found.Head.Email), addresses.KeyOf(email));
        if (former == wanted && found.Head.Email == email)
        {
            return TypedResults.Ok(await shown.ShowAsync(found, by, cancellationToken));
        }

        // The look-up first: it proves nothing until the account's own row has the address.
        if (found.Account is not null && former != wanted
            && !await addresses.TakeAsync(wanted, found.Value.GuestId, accounts, time.GetUtcNow(), cancellationToken))
        {
            return new AddressInUse().ToResult();
        }

        var changed = await guests.ChangeAsync(
            guestId, change => Correct(change, email, by), cancellationToken);
        if (found.Account is not null && former != wanted)
        {
            // Whichever of the two is not the account's now, is free again.
            await addresses.GiveBackAsync(wanted, found.Value.GuestId, accounts, cancellationToken);
            await addresses.GiveBackAsync(former, found.Value.GuestId, accounts, cancellationToken);
        }

        return changed.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Ok(await shown.ShowAsync(guest, by, cancellationToken));
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

        change.Guest = change.Guest with { Email = email };
        if (change.OfAccount is { } account)
        {
            account.Head = account.Head with { Email = email };
            account.Credentials = account.Credentials with
            {
                InvitedUntil = default, PasswordLinkUntil = null,
                PasswordLinkVersion = account.Credentials.PasswordLinkVersion + 1,
            };
            PasswordLinks.InviteAgain(account, mayRepeat: true, by.AccountId);
        }

        change.Audit(GuestEvents.GuestAddressChanged, by.AccountId);
        return null;
    }
}
