namespace Zegel.Functions.Guests;

/// <summary>A guest as stored; the account is null only while a second person's yes is awaited.</summary>
public sealed record FoundGuest(Stored<Guest> Row, Account? Account)
{
    /// <summary>The guest.</summary>
    public Guest Value => Row.Value;

    /// <summary>The account's head; one made of what was asked while there is none.</summary>
    public AccountHead Head => Account?.Head.Value ?? new AccountHead
    {
        AccountId = Value.GuestId, Name = "", Email = Value.Email, Language = Value.Language, Roles = [Role.Guest],
    };

    /// <summary>What the guest is called.</summary>
    public string Name => Head.Name.Length > 0 ? Head.Name : Value.Name;
}

/// <summary>A change of a guest: its row, and the account's with it when there is one.</summary>
public sealed class GuestChange(FoundGuest found, DateTimeOffset now)
{
    private readonly Changes alone = new(found.Value.GuestId);

    /// <summary>As it was read.</summary>
    public FoundGuest Found => found;

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The guest as it shall be.</summary>
    public Guest Guest { get; set; } = found.Value;

    /// <summary>The account's change; null while there is no account.</summary>
    public AccountChange? OfAccount { get; } = found.Account?.Change(now);

    /// <summary>The account's head as it shall be.</summary>
    public AccountHead Head => OfAccount?.Head ?? found.Head;

    /// <summary>Whether something must leave by mail.</summary>
    public bool HasNotices { get; private set; }

    /// <summary>What changes; all of it in the guest's partition.</summary>
    public Changes Rows => OfAccount?.Rows ?? alone;

    /// <summary>Tells the guest something.</summary>
    public void TellGuest(Notice kind, DateOnly? day = null, string? by = null) =>
        Tell(kind, Head.Email, Head.Language, day, null, by);

    /// <summary>Tells somebody something about the guest.</summary>
    public void Tell(Notice kind, AccountHead to, DateOnly? day = null, string? by = null) =>
        Tell(kind, to.Email, to.Language, day, Head.Email, by);

    /// <summary>Writes down what happened.</summary>
    public void Audit(AuditEvent what, string actor, string? method = null, params IEnumerable<string> also) =>
        Rows.Audit(new AuditRecord(what, now, actor, string.Join(' ', also.Prepend(found.Value.GuestId)), method));

    private void Tell(Notice kind, string to, string language, DateOnly? day, string? person, string? by)
    {
        var item = new OutboxItem
        {
            Kind = kind, To = to, Language = language, Person = person, By = by,
            Date = day is { } date ? SignInPolicy.StartOf(date) : null, OperationId = OutboxChanges.NewOperation(),
        };
        HasNotices = true;
        if (OfAccount is null)
        {
            alone.Announce(now, item);
        }
        else
        {
            OfAccount.Announce(item);
        }
    }
}

/// <summary>
/// Guests: the row <c>guest</c> in the account's partition, and the rows <c>accepted~…</c>. Lists are pointers
/// (<see cref="GuestPointers"/>), written before what they point to; what a pointer says is true only when the row says
/// so too.
/// </summary>
public sealed class GuestStore(
    StorageClients storage, AccountStore accounts, GuestPointers pointers, GuestPolicyStore policies, Outbox outbox,
    TimeProvider time)
{
    /// <summary>The guest with this id, or null.</summary>
    public async Task<FoundGuest?> FindAsync(string guestId, CancellationToken cancellationToken)
    {
        if (!AccountId.TryFrom(guestId, out var id))
        {
            return null;
        }

        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(id, Row.Key(SessionStore.HeadRow), Row.Key(AccountStore.CredentialsRow), Row.Key(Guest.RowKey)),
            cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return byKey.TryGetValue(Guest.RowKey, out var guest)
            ? new FoundGuest(
                Row.Read<Guest>(guest),
                byKey.TryGetValue(SessionStore.HeadRow, out var head)
                && byKey.TryGetValue(AccountStore.CredentialsRow, out var credentials)
                    ? new Account(Row.Read<AccountHead>(head), Row.Read<Credentials>(credentials), null) : null)
            : null;
    }

    /// <summary>
    /// Changes a guest on what is stored then: read again whenever it met another change, and refused when
    /// <paramref name="decide"/> says so. When something must be done on another day than before, that is noted first.
    /// </summary>
    /// <param name="guestId">Which.</param>
    /// <param name="decide">Makes the change; a refusal leaves all as it was.</param>
    /// <returns>The guest as it is then.</returns>
    public async Task<Outcome<FoundGuest>> ChangeAsync(
        string guestId, Func<GuestChange, Problem?> decide, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        return await Conflicts.RetryAsync<Outcome<FoundGuest>>(async () =>
        {
            if (await FindAsync(guestId, cancellationToken) is not { } found)
            {
                return (true, new ResourceNotFound());
            }

            var change = new GuestChange(found, time.GetUtcNow());
            if (decide(change) is { } refusal)
            {
                return (true, refusal);
            }

            if (!await TrySaveAsync(change, policy, cancellationToken))
            {
                return (false, new ChangedMeanwhile());
            }

            return (true, (await FindAsync(guestId, cancellationToken))!);
        });
    }

    /// <summary>Writes a change, all of it or nothing; false when it met another one.</summary>
    public async Task<bool> TrySaveAsync(GuestChange change, GuestPolicy policy, CancellationToken cancellationToken)
    {
        var found = change.Found;
        if (change.Guest is { ApprovedAt: not null, IsGone: false } && change.Guest != found.Value)
        {
            var today = SignInPolicy.DayOf(change.Now);
            await pointers.AddDueAsync(
                change.Guest.NextDay(today, change.Head, policy), found.Value.GuestId, cancellationToken);
        }

        if (change.Guest != found.Value)
        {
            change.Rows.Replace(found.Row, change.Guest);
        }

        if (change.OfAccount is { } account)
        {
            return await accounts.TrySaveAsync(account, cancellationToken);
        }

        var hint = change.HasNotices
            ? await outbox.PrepareAsync(OutboxOf.Accounts, found.Value.GuestId, cancellationToken) : null;
        if (!await change.Rows.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            return false;
        }

        if (hint is not null)
        {
            await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
        }

        return true;
    }

    /// <summary>Writes a guest that needs a second person's yes; false when the id is in use.</summary>
    public async Task<bool> TryAskAsync(
        Guest guest, IReadOnlyList<AccountHead> told, AccountHead by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await pointers.AddToListsAsync(guest, cancellationToken);
        var hint = await outbox.PrepareAsync(OutboxOf.Accounts, guest.GuestId, cancellationToken);
        var changes = new Changes(guest.GuestId);
        changes.Insert(Guest.RowKey, guest);
        changes.Audit(new AuditRecord(GuestEvents.GuestAsked, now, by.AccountId, guest.GuestId));
        foreach (var one in told)
        {
            changes.Announce(now, new OutboxItem
            {
                Kind = GuestNotices.GuestAskedFor, To = one.Email, Language = one.Language, Person = guest.Email,
                By = by.Email, OperationId = OutboxChanges.NewOperation(),
            });
        }

        if (!await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            return false;
        }

        await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
        return true;
    }
}
