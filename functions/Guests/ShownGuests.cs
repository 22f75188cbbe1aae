namespace Zegel.Functions.Guests;

/// <summary>Guests as sponsors, the service desk and they themselves see them, and who manages one.</summary>
public sealed class ShownGuests(
    GuestStore guests, GuestPolicyStore policies, AccountStore accounts, TimeProvider time)
{
    private const int AtOnce = 8;

    /// <summary>
    /// A guest that the caller answers for, or anybody's for the service desk; null for the rest, who learn nothing.
    /// </summary>
    public async Task<FoundGuest?> FindOwnAsync(string guestId, SignedIn by, CancellationToken cancellationToken) =>
        await guests.FindAsync(guestId, cancellationToken) is { } found && MayManage(by, found.Value) ? found : null;

    /// <summary>Whether somebody does with a guest what its sponsor does.</summary>
    public static bool MayManage(SignedIn by, Guest guest) =>
        !guest.IsGone
        && (by.Is(Role.ServiceDesk) || (by.Is(Role.Staff) && guest.SponsorId == by.AccountId));

    /// <summary>Guests as they are seen, in the order of the ids; what is none, or not wanted, is left out.</summary>
    public async Task<IReadOnlyList<ShownGuest>> ShowAsync(
        IReadOnlyList<AccountId> guestIds, SignedIn by, Func<Guest, bool> isWanted, CancellationToken cancellationToken)
    {
        var found = new FoundGuest?[guestIds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, guestIds.Count, parallel, async (place, cancellation) =>
            found[place] = await guests.FindAsync(guestIds[place], cancellation));
        var policy = await policies.GetAsync(cancellationToken);
        var sponsors = new Dictionary<AccountId, ShownSponsor>();
        var shown = new List<ShownGuest>();
        foreach (var one in found.OfType<FoundGuest>().Where(one => !one.Value.IsGone && isWanted(one.Value)))
        {
            if (!sponsors.TryGetValue(one.Value.SponsorId, out var sponsor))
            {
                sponsors[one.Value.SponsorId] = sponsor =
                    await SponsorAsync(one.Value.SponsorId, cancellationToken);
            }

            shown.Add(Shown(one, sponsor, policy, by));
        }

        return shown;
    }

    /// <summary>One guest as it is seen.</summary>
    public async Task<ShownGuest> ShowAsync(FoundGuest found, SignedIn by, CancellationToken cancellationToken) =>
        Shown(
            found, await SponsorAsync(found.Value.SponsorId, cancellationToken),
            await policies.GetAsync(cancellationToken), by);

    /// <summary>What somebody sees of being a guest themselves; null when they are none.</summary>
    public async Task<OwnGuest?> ShowOwnAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var found = await guests.FindAsync(signedIn.AccountId, cancellationToken);
        var account = found?.Account ?? await accounts.FindAsync(signedIn.AccountId, null, cancellationToken);
        var head = account!.Head.Value;
        if (found is not { Value: { State: not GuestState.Asked, Removed: null } guest })
        {
            return head.Roles.Contains(Role.Guest)
                ? new OwnGuest(head.Name, null, await OwedAsync(head, cancellationToken), null, null, false, null)
                : null;
        }

        var policy = await policies.GetAsync(cancellationToken);
        return new OwnGuest(
            found.Name, PhoneNumber.Mask(guest.Phone), policy.Documents.FirstBeyond(head.Accepted), guest.EndsOn,
            guest.Removal(head, policy).Day, guest.AcceptedAt is not null && MayKeep(guest),
            await SponsorAsync(guest.SponsorId, cancellationToken));
    }

    /// <summary>Whether the last day is so near that a press moves it.</summary>
    public bool MayKeep(Guest guest) =>
        guest.EndsOn < SignInPolicy.DayOf(time.GetUtcNow()).AddDays(SecurityNumbers.GuestWarningDays.Max() + 1);

    private async Task<GuestDocument?> OwedAsync(AccountHead head, CancellationToken cancellationToken) =>
        (await policies.GetAsync(cancellationToken)).Documents.FirstBeyond(head.Accepted);

    private async Task<ShownSponsor> SponsorAsync(AccountId sponsorId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(sponsorId, null, cancellationToken) is { Head.Value: var head }
            ? new ShownSponsor(sponsorId, head.Name, head.Email, head.IsActive && head.Roles.Contains(Role.Staff))
            : new ShownSponsor(sponsorId, "", "", IsActive: false);

    private static ShownGuest Shown(FoundGuest found, ShownSponsor sponsor, GuestPolicy policy, SignedIn by)
    {
        var (guest, head) = (found.Value, found.Head);
        var removal = guest.Removal(head, policy);
        return new ShownGuest(
            guest.GuestId, found.Name, head.Email, guest.Phone, guest.Reason, guest.Language, guest.State, guest.EndsOn,
            head.LastLogInAt, guest.Removed is null ? removal.Day : null, guest.Removed?.Why ?? removal.Why,
            head.State == AccountState.Invited ? found.Account?.Credentials.Value.InvitedUntil : null, guest.AcceptedAt,
            guest.Removed?.RemovedAt, guest.Removed?.RestorableUntil, sponsor,
            guest.State == GuestState.Asked && guest.AskedBy != by.AccountId);
    }
}
