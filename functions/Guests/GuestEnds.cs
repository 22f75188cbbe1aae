namespace Zegel.Functions.Guests;

/// <summary>
/// How a guest ends: it is removed (shut out, and all is kept), restored within 30 days, or taken away for good. Each
/// is one transaction with its mails; taking away goes on where it was cut off.
/// </summary>
public sealed class GuestEnds(
    GuestStore guests, GuestPointers pointers, StorageClients storage, AccountStore accounts,
    AccountAddresses addresses, AccountList list, TimeProvider time)
{
    /// <summary>Removes a guest by hand.</summary>
    public async Task<Outcome<FoundGuest>> RemoveAsync(
        string guestId, SignedIn by, CancellationToken cancellationToken)
    {
        var sponsor = await guests.FindAsync(guestId, cancellationToken) is { } found
            ? await SponsorAsync(found.Value.SponsorId, cancellationToken) : null;
        var removed = await guests.ChangeAsync(
            guestId,
            change =>
            {
                if (!ShownGuests.MayManage(by, change.Guest))
                {
                    return new ResourceNotFound();
                }

                if (change.Guest.State is not (GuestState.Invited or GuestState.Active))
                {
                    return new GuestOtherwise(change.Guest.State);
                }

                Remove(change, RemovalReason.ByHand, sponsor, by.AccountId);
                if (sponsor is not null)
                {
                    change.Tell(GuestNotices.GuestRemoved, sponsor, RestorableUntil(change.Now));
                }

                return null;
            },
            cancellationToken);
        if (!removed.IsRefused(out _, out _))
        {
            await list.RefreshAsync(AccountId.From(guestId), cancellationToken);
        }

        return removed;
    }

    /// <summary>Restores a removed guest.</summary>
    public async Task<Outcome<FoundGuest>> RestoreAsync(
        string guestId, DateOnly? endsOn, GuestPolicy policy, SignedIn by, CancellationToken cancellationToken)
    {
        var restored = await guests.ChangeAsync(
            guestId,
            change =>
            {
                if (!ShownGuests.MayManage(by, change.Guest))
                {
                    return new ResourceNotFound();
                }

                if (change.Guest.Removed is not { } removed || change.Now >= removed.RestorableUntil
                    || change.OfAccount is not { } account || account.Head.State == AccountState.Ended)
                {
                    return new GuestOtherwise(change.Guest.State);
                }

                var guest = change.Guest;
                var isOver = guest.EndsOn <= SignInPolicy.DayOf(change.Now);
                change.Guest = guest with
                {
                    Removed = null, KeptAt = change.Now, EndSetAt = change.Now,
                    EndsOn = endsOn ?? (isOver ? GuestDays.Extended(guest.EndsOn, policy, change.Now) : guest.EndsOn),
                };
                LetIn(account, isRegistered: guest.AcceptedAt is not null, by);
                if (guest.AcceptedAt is not null)
                {
                    change.TellGuest(GuestNotices.AccessRestored);
                }

                change.Audit(GuestEvents.GuestRestored, by.AccountId);
                return null;
            },
            cancellationToken);
        if (!restored.IsRefused(out _, out _))
        {
            await list.RefreshAsync(AccountId.From(guestId), cancellationToken);
        }

        return restored;
    }

    /// <summary>Takes a guest away for good, with its account when that was nothing else; again goes on.</summary>
    public async Task<bool> TryEndAsync(FoundGuest found, GuestPolicy policy, CancellationToken cancellationToken)
    {
        var guestId = found.Value.GuestId;
        if (!found.Value.IsGone)
        {
            var change = new GuestChange(found, time.GetUtcNow());
            change.Guest = change.Guest with { IsGone = true };
            if (change.OfAccount is { } account && IsNothingElse(account.Head))
            {
                account.Head = account.Head with { State = AccountState.Ended };
            }

            change.Audit(GuestEvents.GuestGone, "system");
            if (!await guests.TrySaveAsync(change, policy, cancellationToken))
            {
                return false;
            }
        }

        // What was uploaded is the folders' and stays there, under the name that stands beside it.
        var isWhole = IsNothingElse(found.Head);
        if (isWhole)
        {
            await WithoutFactor.RemoveAsync(storage, guestId, cancellationToken);
            await addresses.EndAsync(found.Head.Email, guestId, cancellationToken);
        }

        await pointers.RemoveOfSponsorAsync(found.Value.SponsorId, guestId, cancellationToken);
        await DeleteRowsAsync(guestId, isWhole, cancellationToken);
        await list.RefreshAsync(guestId, cancellationToken);
        await storage.Accounts.DeleteEntityAsync(guestId, Guest.RowKey, ETag.All, cancellationToken);
        return true;
    }

    /// <summary>
    /// Shuts a guest out, with the mail that says so; all it had is kept. Whoever calls tells the sponsor.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="why">Why.</param>
    /// <param name="sponsor">Who can restore it; null when they were shut out.</param>
    /// <param name="by">Who removes it.</param>
    public static void Remove(GuestChange change, RemovalReason why, AccountHead? sponsor, string by)
    {
        var until = SignInPolicy.StartOf(RestorableUntil(change.Now));
        var removed = new GuestRemoved(why, change.Now, until, sponsor?.Name ?? "", sponsor?.Email ?? "");
        change.Guest = change.Guest with { Removed = removed };
        if (change.OfAccount is { } account)
        {
            var others = account.Head.Roles.Where(role => role != Role.Guest).ToList();
            account.Head = others.Count > 0
                ? account.Head with { Roles = others }
                : account.Head with
                {
                    State = account.Head.IsShut ? account.Head.State : AccountState.Removed, Removal = removed,
                };
            account.EndSessions();
        }

        var day = SignInPolicy.DayOf(until);
        if (change.Guest.AcceptedAt is not null)
        {
            change.TellGuest(GuestNotices.AccessEnded, day, sponsor?.Email);
        }

        change.Audit(GuestEvents.GuestRemoved, by, why.ToString());
    }

    /// <summary>On which day a guest that is removed now can be restored no more.</summary>
    public static DateOnly RestorableUntil(DateTimeOffset now) =>
        SignInPolicy.DayOf(now).AddDays(SecurityNumbers.GuestRestoreDays + 1);

    /// <summary>A sponsor who can still do something; null when they were shut out.</summary>
    public async Task<AccountHead?> SponsorAsync(AccountId sponsorId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(sponsorId, null, cancellationToken) is { Head.Value: { IsActive: true } head }
            ? head : null;

    private static void LetIn(AccountChange account, bool isRegistered, SignedIn by)
    {
        var head = account.Head;
        if (head.State == AccountState.Removed)
        {
            var was = account.Credentials.PasswordHash is null ? AccountState.Invited : AccountState.Active;
            head = head with { State = was };
        }

        account.Head = head with
        {
            Removal = null, Roles = isRegistered ? [.. head.Roles.Union([Role.Guest])] : head.Roles,
        };
        if (head.State == AccountState.Invited)
        {
            PasswordLinks.InviteAgain(account, mayRepeat: true, by.AccountId);
        }
    }

    private static bool IsNothingElse(AccountHead head) =>
        head.State == AccountState.Removed || head.Roles is [Role.Guest];

    /// <summary>All rows but the guest's own, which goes last; what must still leave, or be moved, does.</summary>
    private async Task DeleteRowsAsync(AccountId guestId, bool isWhole, CancellationToken cancellationToken)
    {
        var rows = await storage.Accounts.ReadAllAsync(
            isWhole ? Row.In(guestId) : Row.In(guestId, Row.Prefix(AcceptedDocument.Prefix)), cancellationToken);
        var ending = rows.Select(row => row.RowKey).Where(key => key != Guest.RowKey
            && !key.StartsWith(OutboxChanges.Prefix + "~", StringComparison.Ordinal)
            && !key.StartsWith(WrittenAudit.Prefix + "~", StringComparison.Ordinal));
        foreach (var some in ending.Chunk(Changes.Most))
        {
            var changes = new Changes(guestId);
            foreach (var key in some)
            {
                changes.Delete(key, ETag.All);
            }

            if (!await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
            {
                // A session that another purge took away meanwhile: the next run reads again.
                throw new ConflictException();
            }
        }
    }
}
