namespace Zegel.Functions.Guests;

/// <summary>
/// Hands guests to another sponsor: by who answers for them, or by the service desk when that person left. The guests
/// hear who their contact is now; what they may do stays as it is.
/// </summary>
[Allow(Caller.Staff, Caller.ServiceDesk, Recent = true)]
public sealed class HandOverGuests(
    GuestStore guests, GuestPointers pointers, ShownGuests shown, AccountStore accounts, TimeProvider time)
{
    /// <param name="GuestIds">Which.</param>
    /// <param name="Email">The address of a colleague.</param>
    public sealed record Request(IReadOnlyList<string> GuestIds, string Email) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            GuestIdsOf.Check(GuestIds, checks);
            checks.Email(Email, "email");
        }
    }

    /// <param name="Guests">Those that were handed over.</param>
    public sealed record Response(IReadOnlyList<ShownGuest> Guests);

    [Function(nameof(HandOverGuests))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/hand-over")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        var (colleague, _, _) = await accounts.FindByEmailAsync(EmailAddress.Parse(body.Email)!, cancellationToken);
        if (colleague?.Head.Value is not { IsActive: true } to || !to.Roles.Contains(Role.Staff))
        {
            return new BadInput("email", "sponsor-unknown").ToResult();
        }

        var handed = new List<AccountId>();
        var formerly = new HashSet<AccountId>();
        foreach (var guestId in body.GuestIds)
        {
            if (await shown.FindOwnAsync(guestId, by, cancellationToken) is not { } found
                || found.Value.SponsorId == to.AccountId)
            {
                continue;
            }

            if (await HandOverAsync(found, to, by, cancellationToken))
            {
                handed.Add(found.Value.GuestId);
                formerly.Add(found.Value.SponsorId);
            }
        }

        foreach (var former in formerly)
        {
            if ((await pointers.PageAsync(former, null, 1, cancellationToken)).Guests.Count == 0)
            {
                await pointers.RemoveLeftAsync(former, cancellationToken);
            }
        }

        if (handed.Count > 0 && to.AccountId != by.AccountId)
        {
            await TellAsync(to.AccountId, by, cancellationToken);
        }

        return TypedResults.Ok(new Response(
            await shown.ShowAsync(handed, by, _ => true, cancellationToken)));
    }

    private async Task<bool> HandOverAsync(
        FoundGuest found, AccountHead to, SignedIn by, CancellationToken cancellationToken)
    {
        var former = found.Value.SponsorId;
        await pointers.AddToListsAsync(found.Value with { SponsorId = to.AccountId }, cancellationToken);
        var changed = await guests.ChangeAsync(
            found.Value.GuestId,
            change =>
            {
                if (change.Guest.SponsorId != former || !ShownGuests.MayManage(by, change.Guest))
                {
                    return new ResourceNotFound();
                }

                var removed = change.Guest.Removed is { } told
                    ? told with { Sponsor = to.Name, SponsorEmail = to.Email } : null;
                change.Guest = change.Guest with { SponsorId = to.AccountId, Removed = removed };
                if (change.OfAccount is { } account)
                {
                    account.Head = account.Head with
                    {
                        InvitedBy = account.Head.InvitedBy is null ? null : to.CallName,
                        Removal = account.Head.Removal is null ? null : removed,
                    };
                }

                if (change.Guest.State == GuestState.Active)
                {
                    change.TellGuest(GuestNotices.OtherSponsor, by: to.Email);
                }

                change.Audit(GuestEvents.GuestHandedOver, by.AccountId, also: [to.AccountId]);
                return null;
            },
            cancellationToken);
        if (changed.IsRefused(out _, out _))
        {
            return false;
        }

        await pointers.RemoveOfSponsorAsync(former, found.Value.GuestId, cancellationToken);
        return true;
    }

    /// <summary>After it, and once however many there were.</summary>
    private Task<bool> TellAsync(AccountId to, SignedIn by, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var change = (await accounts.FindAsync(to, null, cancellationToken))!.Change(time.GetUtcNow());
            change.Announce(new OutboxItem
            {
                Kind = GuestNotices.GuestsHandedOver, To = change.Head.Email, Language = change.Head.Language,
                By = by.Account.Email, OperationId = OutboxChanges.NewOperation(),
            });
            return (await accounts.TrySaveAsync(change, cancellationToken), true);
        });
}
