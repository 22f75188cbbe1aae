namespace Zegel.Functions.Guests;

/// <summary>
/// Lets a guest in: makes the account with its invitation, or makes an account that is there a guest. Safe to repeat:
/// the guest's row, the account and the mail are one transaction.
/// </summary>
public sealed class GuestInviter(
    GuestStore guests, GuestPointers pointers, GuestPolicyStore policies, AccountStore accounts, AccountList list,
    TimeProvider time)
{
    /// <summary>Lets in a guest that nobody needs to say yes to, or asks for that yes.</summary>
    public async Task<Outcome<FoundGuest>> AskAsync(
        Guest wanted, SignedIn sponsor, CancellationToken cancellationToken)
    {
        var (there, holder, _) = await accounts.FindByEmailAsync(wanted.Email, cancellationToken, alsoRemoved: true);
        if (there is null && holder is not null)
        {
            return new AddressInUse();
        }

        if (there?.Head.Value.Roles.Any(role => role is Role.Staff or Role.ServiceDesk) == true)
        {
            return new AddressOfColleague();
        }

        var guest = wanted with { GuestId = there?.AccountId ?? wanted.GuestId };
        if (await guests.FindAsync(guest.GuestId, cancellationToken) is { } former)
        {
            return former.Value.RequestId != wanted.RequestId ? await WhyTakenAsync(former, cancellationToken)
                : IsSame(former.Value, guest) ? former
                : new IdTaken();
        }

        var policy = await policies.GetAsync(cancellationToken);
        if (policy.NeedsSecondYes)
        {
            var told = await DeskAsync(cancellationToken);
            return await guests.TryAskAsync(guest, told, sponsor.Account, cancellationToken)
                ? (await guests.FindAsync(guest.GuestId, cancellationToken))!
                : new IdTaken();
        }

        return await LetInAsync(guest, null, sponsor.Account, sponsor.AccountId, policy, cancellationToken);
    }

    /// <summary>Says the second yes to a guest that was asked for.</summary>
    public async Task<Outcome<FoundGuest>> ApproveAsync(
        FoundGuest asked, AccountHead sponsor, AccountId by, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        var (there, holder, _) = asked.Account is null
            ? await accounts.FindByEmailAsync(asked.Value.Email, cancellationToken) : default;
        if (there is not null || holder is not null)
        {
            // Somebody made an account of this address meanwhile.
            return new AddressInUse();
        }

        return await LetInAsync(asked.Value, asked, sponsor, by, policy, cancellationToken);
    }

    private async Task<Outcome<FoundGuest>> LetInAsync(
        Guest wanted, FoundGuest? asked, AccountHead sponsor, AccountId by, GuestPolicy policy,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var guest = wanted with { ApprovedAt = now, EndSetAt = now };
        await pointers.AddToListsAsync(guest, cancellationToken);
        var there = await accounts.FindAsync(guest.GuestId, null, cancellationToken);
        var head = there?.Head.Value ?? new AccountHead
        {
            AccountId = guest.GuestId, Name = guest.Name, Email = guest.Email, Language = guest.Language,
            Roles = [Role.Guest], InvitedBy = sponsor.CallName,
        };
        await pointers.AddDueAsync(
            guest.NextDay(SignInPolicy.DayOf(now), head, policy), guest.GuestId, cancellationToken);
        var isDone = there is null
            ? await accounts.InviteAsync(head, [], by, now, cancellationToken, Write)
            : await TryMakeGuestAsync(there, sponsor, by, Write, cancellationToken);
        await list.RefreshAsync(guest.GuestId, cancellationToken);
        if (await guests.FindAsync(guest.GuestId, cancellationToken) is { Value.ApprovedAt: not null } found
            && (isDone || found.Value.RequestId == wanted.RequestId))
        {
            await pointers.RemoveAskedAsync(guest.GuestId, cancellationToken);
            return found;
        }

        return there is null ? new AddressInUse() : new ChangedMeanwhile();

        void Write(Changes changes)
        {
            if (asked is null)
            {
                changes.Insert(Guest.RowKey, guest);
                changes.Audit(new AuditRecord(GuestEvents.GuestAsked, now, sponsor.AccountId, guest.GuestId));
            }
            else
            {
                changes.Replace(asked.Row, guest);
            }

            changes.Audit(new AuditRecord(GuestEvents.GuestApproved, now, by, guest.GuestId));
        }
    }

    /// <summary>An account that is there is told; it gets the role once it accepted the documents.</summary>
    private async Task<bool> TryMakeGuestAsync(
        Account there, AccountHead sponsor, AccountId by, Action<Changes> write, CancellationToken cancellationToken)
    {
        var change = there.Change(time.GetUtcNow());
        write(change.Rows);
        if (there.Head.Value.IsActive)
        {
            change.Notify(GuestNotices.GuestHere, person: sponsor.CallName);
        }
        else
        {
            PasswordLinks.InviteAgain(change, mayRepeat: true, by);
        }

        return await accounts.TrySaveAsync(change, cancellationToken);
    }

    private async Task<Problem> WhyTakenAsync(FoundGuest former, CancellationToken cancellationToken) =>
        await accounts.FindAsync(former.Value.SponsorId, null, cancellationToken) is { } sponsor
        && former.Account is not null
            ? new AlreadyGuest(sponsor.Head.Value.Email)
            : new IdTaken();

    private static bool IsSame(Guest stored, Guest asked) => stored with
    {
        EndSetAt = asked.EndSetAt, ApprovedAt = null, AcceptedAt = null, KeptAt = null, Warned = null, Removed = null,
    } == asked with { ApprovedAt = null };

    /// <summary>The service desk, as far as one transaction tells it.</summary>
    private async Task<IReadOnlyList<AccountHead>> DeskAsync(CancellationToken cancellationToken)
    {
        var desk = new List<AccountHead>();
        await foreach (var one in list.WithRoleAsync(Role.ServiceDesk, cancellationToken))
        {
            if (desk.Count < Changes.Most / 2
                && await accounts.FindAsync(one, null, cancellationToken) is { Head.Value: { IsShut: false } head })
            {
                desk.Add(head);
            }
        }

        return desk;
    }
}
