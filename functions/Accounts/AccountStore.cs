namespace Zegel.Functions.Accounts;

/// <summary>
/// Accounts; a partition an account. Rows: <c>head</c>, <c>credentials</c>, <c>member~&lt;mailbox&gt;</c>,
/// <c>session~&lt;hash&gt;</c>, <c>series~&lt;id&gt;</c>, <c>proof~&lt;hash or method&gt;</c>,
/// <c>passkey~&lt;hash&gt;</c>, <c>outbox~…</c>, <c>audit~…</c>. An address is found in <c>lookups</c> under a keyed
/// hash.
/// </summary>
public sealed class AccountStore(StorageClients storage, Outbox outbox, Expiries expiries, AccountAddresses addresses)
{
    /// <summary>The row with what is only read to log in.</summary>
    public const string CredentialsRow = "credentials";

    /// <summary>The row of an account that was asked as a guest, also before it accepted.</summary>
    public const string GuestRow = "guest";

    /// <summary>
    /// The account of an address; null when there is none, or it was shut out (a removed guest's only when that will
    /// do). Whether it exists or not, the same two reads are made: an unknown address reads a partition that does not
    /// exist. A look-up alone proves nothing: the account is the one whose own row has the address, so that whatever
    /// was cut off or came twice, no address ever leads to somebody else's account.
    /// </summary>
    /// <returns>
    /// The account; the id of whoever has the address, also when shut out, for the audit trail alone; the partition in
    /// which <see cref="PretendAsync"/> does the same work when there is no account.
    /// </returns>
    public async Task<(Account? Account, string? Holder, string Partition)> FindByEmailAsync(
        string email, CancellationToken cancellationToken, bool alsoRemoved = false)
    {
        var key = addresses.KeyOf(email);
        var found = await addresses.FindAsync(key, cancellationToken);
        var partition = key[..Ids.Length];
        var holder = await FindAsync(found ?? AccountId.From(partition), null, cancellationToken);
        return holder is null || !addresses.IsOf(holder, key) ? (null, null, partition)
            // Whoever was shut out is treated as somebody unknown.
            : holder.Head.Value is { IsShut: true } shut && !(alsoRemoved && shut.State == AccountState.Removed)
                ? (null, holder.AccountId, partition)
            : (holder, holder.AccountId, holder.AccountId);
    }

    /// <summary>The account, with the proof of this name.</summary>
    public async Task<Account?> FindAsync(AccountId accountId, string? proof, CancellationToken cancellationToken)
    {
        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Key(SessionStore.HeadRow), Row.Key(CredentialsRow), Row.Key(ProofRow(proof ?? ""))),
            cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return byKey.TryGetValue(SessionStore.HeadRow, out var head)
            && byKey.TryGetValue(CredentialsRow, out var credentials)
            ? new Account(
                Row.Read<AccountHead>(head), Row.Read<Credentials>(credentials),
                byKey.TryGetValue(ProofRow(proof ?? ""), out var row) ? Row.Read<Proof>(row) : null)
            : null;
    }

    /// <summary>
    /// Makes an account that must still accept its invitation, and mails the invitation. False when the id or the
    /// address is in use: then nothing was changed. An id that is in use takes no address; of two who use an id at the
    /// same moment with two addresses, the one who comes second gives the address back.
    /// </summary>
    public async Task<bool> InviteAsync(
        AccountHead head, IReadOnlyList<Membership> memberships, string invitedBy, DateTimeOffset now,
        CancellationToken cancellationToken, Action<Changes>? beside = null)
    {
        if (await FindAsync(head.AccountId, null, cancellationToken) is not null)
        {
            return false;
        }

        var key = addresses.KeyOf(head.Email);
        var hint = await outbox.PrepareAsync(OutboxOf.Accounts, head.AccountId, cancellationToken);
        if (!await addresses.TakeAsync(key, head.AccountId, this, now, cancellationToken))
        {
            return false;
        }

        await WithoutFactor.AddAsync(storage, head.AccountId, cancellationToken);
        var until = now + SecurityNumbers.InvitationLifetime;
        var changes = new Changes(head.AccountId);
        changes.Insert(SessionStore.HeadRow, head);
        changes.Insert(CredentialsRow, new Credentials { InvitedUntil = until });
        foreach (var membership in memberships)
        {
            changes.Insert(SessionStore.MemberRow(membership.MailboxId), membership);
        }

        beside?.Invoke(changes);
        changes.Announce(now, InvitationTo(head, 1, until));
        var names = head.Roles.Select(NameOf).Concat(memberships.Select(membership => membership.MailboxId.Value));
        changes.Audit(new AuditRecord(
            AccountEvents.AccountInvited, now, invitedBy, string.Join(' ', names.Prepend(head.AccountId))));
        if (!await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            await addresses.GiveBackAsync(key, head.AccountId, this, cancellationToken);
            return false;
        }

        await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
        return true;
    }

    /// <summary>The mailboxes that an account may use, each under its ETag.</summary>
    public async Task<IReadOnlyList<Stored<Membership>>> MembershipsAsync(
        AccountId accountId, CancellationToken cancellationToken)
    {
        var filter = Row.In(accountId, Row.Prefix(SessionStore.MemberPrefix));
        return [.. (await storage.Accounts.ReadAllAsync(filter, cancellationToken)).Select(Row.Read<Membership>)];
    }

    /// <summary>That an account may use a mailbox, or could until a moment; null when it may not.</summary>
    public Task<Stored<Membership>?> FindMembershipAsync(
        AccountId accountId, MailboxId mailboxId, CancellationToken cancellationToken) =>
        storage.Accounts.FindAsync<Membership>(accountId, SessionStore.MemberRow(mailboxId), cancellationToken);

    /// <summary>A role as audit records name it, in kebab-case.</summary>
    public static string NameOf(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    /// <summary>The mail with an account's invitation.</summary>
    public static OutboxItem InvitationTo(AccountHead head, int version, DateTimeOffset until) => new()
    {
        Kind = head.Roles is [Role.Guest] ? AccountNotices.GuestInvitation
            : head.Roles.Contains(Role.Client) && !head.Roles.Any(role => role is Role.Staff or Role.ServiceDesk)
                ? AccountNotices.ClientInvitation
            : AccountNotices.Invitation,
        To = head.Email, Language = head.Language, By = head.InvitedBy, LinkId = head.AccountId,
        LinkVersion = version, NotAfter = until, OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>Writes a change, all of it or nothing. False when one of its rows changed meanwhile.</summary>
    public async Task<bool> TrySaveAsync(AccountChange change, CancellationToken cancellationToken)
    {
        var account = change.Account;
        var hint = change.HasNotices
            ? await outbox.PrepareAsync(OutboxOf.Accounts, account.AccountId, cancellationToken) : null;
        foreach (var (at, rowKey) in change.Expiring)
        {
            await expiries.AddAsync(at, AccountRow.Kind, account.AccountId, rowKey, cancellationToken);
        }

        var isStrong = change.Credentials.HasStrongFactor;
        if (!isStrong && account.Head.Value.HasStrongFactor)
        {
            await WithoutFactor.AddAsync(storage, account.AccountId, cancellationToken);
        }

        var head = change.Head with
        {
            HasSecondFactor = change.Credentials.Factors.Count > 0, HasStrongFactor = isStrong,
            HasMailFactor = change.Credentials.Email is not null,
        };
        change.Rows.Replace(account.Credentials, change.Credentials);
        if (head != account.Head.Value)
        {
            change.Rows.Replace(account.Head, head);
        }

        if (!await change.Rows.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            return false;
        }

        if (isStrong && !account.Head.Value.HasStrongFactor)
        {
            await WithoutFactor.RemoveAsync(storage, account.AccountId, cancellationToken);
        }

        if (hint is not null)
        {
            await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
        }

        return true;
    }

    /// <summary>
    /// Does for an unknown address what <see cref="TrySaveAsync"/> does for a known one with one notice: the same
    /// writes, in a partition that holds no account, and a notice that nobody gets (ASVS V6.3.8).
    /// </summary>
    public async Task PretendAsync(string partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hint = await outbox.PrepareAsync(OutboxOf.Accounts, partition, cancellationToken);
        var changes = new Changes(partition);
        changes.Announce(now, new OutboxItem { Kind = AccountNotices.Nothing, To = "", Language = "nl",
            OperationId = OutboxChanges.NewOperation() });
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
        await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
    }

    /// <summary>
    /// Counts a try on an open proof and returns the account with the proof as counted, and the code as it is compared;
    /// no account when there is none to try. What cannot be a code is no try: then there is no code, and nothing was
    /// counted. Counting comes before evaluating and under ETags, so that two hundred guesses at once are at most five.
    /// </summary>
    public Task<(Account? Account, string? Code)> CountTryAsync(
        AccountId accountId, string proof, string typed, DateTimeOffset now, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<(Account?, string?)>(async () =>
        {
            if (await FindAsync(accountId, proof, cancellationToken) is not { Proof: { } open } account
                || !open.Value.IsOpen(account.Head.Value, now)
                || account.Credentials.Value.CodesRefusedUntil(now) is not null)
            {
                return (true, default);
            }

            if (open.Value.Form.Read(typed) is not { } code)
            {
                return (true, (account, null));
            }

            var change = account.Change(now);
            change.Credentials = change.Credentials.CountTry(now);
            change.Rows.Replace(open, open.Value with { Tries = open.Value.Tries + 1 });
            if (change.Credentials.WrongCodes == SecurityNumbers.WrongLogInCodesInAll)
            {
                change.Notify(AccountNotices.CodesDisabled);
            }

            return await TrySaveAsync(change, cancellationToken)
                ? (true, (account with
                {
                    Credentials = change.Rows.Written(CredentialsRow, change.Credentials),
                    Proof = change.Rows.Written(open.RowKey, open.Value with { Tries = open.Value.Tries + 1 }),
                }, code))
                : (false, default);
        });

    /// <summary>Writes down a refused try, or something else that changes nothing.</summary>
    /// <param name="partition">Where: the account, or a partition for what strangers can make happen.</param>
    /// <param name="what">What.</param>
    /// <param name="now">When.</param>
    /// <param name="about">The account it concerned; null: the one in whose partition it is.</param>
    public async Task AuditAsync(
        string partition, AuditEvent what, DateTimeOffset now, CancellationToken cancellationToken,
        string? about = null)
    {
        var changes = new Changes(partition);
        changes.Audit(new AuditRecord(what, now, partition, about ?? partition));
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }

    /// <summary>The row of a proof.</summary>
    public static string ProofRow(string proof) => "proof~" + proof;
}
