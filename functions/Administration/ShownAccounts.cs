using Zegel.Functions.Administration.Giving;

namespace Zegel.Functions.Administration;

/// <summary>What the service desk sees of an account: how the person logs in, not what they read or write.</summary>
public sealed record ShownAccount : ListedAccount
{
    /// <summary>An account with its details.</summary>
    public ShownAccount(ListedAccount listed)
        : base(listed)
    {
    }

    /// <summary>The active second factors with a code; passkeys are counted apart.</summary>
    public required IReadOnlyList<FactorMethod> Factors { get; init; }

    /// <summary>How many passkeys there are.</summary>
    public required int Passkeys { get; init; }

    /// <summary>How many browsers are signed in or stay so.</summary>
    public required int Sessions { get; init; }

    /// <summary>The mailboxes it may use.</summary>
    public required IReadOnlyList<ShownMembership> Mailboxes { get; init; }

    /// <summary>What was asked for it and waits for a yes.</summary>
    public required IReadOnlyList<ShownRequest> Requests { get; init; }

    /// <summary>What a new second factor needs after a reset; null without one, or once one was chosen.</summary>
    public required ShownReset? Reset { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public required string Language { get; init; }
}

/// <summary>A mailbox that an account may use.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Right">What the account may do with it.</param>
/// <param name="Until">When that ends; null: it does not.</param>
/// <param name="IsOnlyOwner">Whether nobody else owns it: before the account ends a successor takes its place.</param>
public sealed record ShownMembership(
    MailboxId MailboxId, string Name, MemberRight Right, DateTimeOffset? Until, bool IsOnlyOwner);

/// <summary>A reset after which no second factor was chosen yet.</summary>
/// <param name="Proof">Whether it needs a code, or a wait.</param>
/// <param name="OpensAt">From when a factor can be chosen.</param>
/// <param name="CodeUntil">Until when the code can be typed; null when there is none.</param>
public sealed record ShownReset(ResetProof Proof, DateTimeOffset OpensAt, DateTimeOffset? CodeUntil);

/// <summary>Accounts as the service desk sees and changes them.</summary>
public sealed class ShownAccounts(
    StorageClients storage, AccountStore accounts, AccountList list, MailboxStore mailboxes, AccessRequests requests,
    SignInPolicyStore policies, TimeProvider time)
{
    /// <summary>The account, or null.</summary>
    public async Task<ShownAccount?> FindAsync(string accountId, CancellationToken cancellationToken)
    {
        if (!AccountId.TryFrom(accountId, out var id)
            || await accounts.FindAsync(id, null, cancellationToken) is not { } account)
        {
            return null;
        }

        var policy = await policies.GetAsync(cancellationToken);
        var all = (await mailboxes.ListOwnedAsync(cancellationToken)).ToDictionary(mailbox => mailbox.MailboxId);
        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Prefix(SessionStore.MemberPrefix), Row.Prefix(SessionStore.Prefix),
                Row.Prefix(RememberedDevices.Prefix)), cancellationToken);
        var (head, now) = (account.Head.Value, time.GetUtcNow());
        var remembered = Of<RememberedDevice>(RememberedDevices.Prefix)
            .Where(
                device => device.Value.Generation == head.Generation && policy.Remembers(device.Value.CreatedAt, now))
            .Select(device => device.RowKey[(RememberedDevices.Prefix.Length + 1)..]);
        var sessions = Of<Session>(SessionStore.Prefix)
            .Where(session => session.Value.IsAlive(head, policy, now))
            .Select(session => session.Value.SeriesId ?? session.RowKey);
        return new ShownAccount(ListedAccount.Of(account))
        {
            Factors = [.. account.Credentials.Value.Factors.Where(factor => factor != FactorMethod.Passkey)],
            Passkeys = account.Credentials.Value.Passkeys,
            // A remembered device and the session that came from it are one.
            Sessions = remembered.Union(sessions, StringComparer.Ordinal).Count(),
            Mailboxes =
            [
                .. Of<Membership>(SessionStore.MemberPrefix).Select(row => row.Value)
                    .Where(member => member.Counts(now))
                    .Select(member => ShownIn(all[member.MailboxId], member, id)),
            ],
            Requests =
            [
                .. (await requests.OfAsync(id, cancellationToken))
                .Select(request => ShownRequest.Of(request, id => all[id].Name, mayGive: false)),
            ],
            Reset = head.Reset is { } reset
                ? new ShownReset(reset.Proof, reset.OpensAt,
                    account.Credentials.Value.ResetCode is { } code && code.IsOpen(now) ? code.ExpiresAt : null)
                : null,
            Language = head.Language,
        };

        static ShownMembership ShownIn(OwnedMailbox mailbox, Membership membership, AccountId whose) => new(
            mailbox.MailboxId, mailbox.Name, mailbox.MemberOf(whose, membership).Right, membership.Until,
            mailbox.Owners is [var only] && only == whose);

        IEnumerable<Stored<T>> Of<T>(string prefix) =>
            rows.Where(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal)).Select(Row.Read<T>);
    }

    /// <summary>
    /// Changes an account, again on what is stored when it changed meanwhile, and shows it as it is then. Null when
    /// there is no such account.
    /// </summary>
    /// <param name="accountId">Which account.</param>
    /// <param name="change">Fills in the change; false when there is nothing to change.</param>
    public async Task<ShownAccount?> ChangeAsync(
        string accountId, Func<AccountChange, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (!AccountId.TryFrom(accountId, out var id))
        {
            return null;
        }

        await Conflicts.RetryAsync<bool>(async () =>
        {
            if (await accounts.FindAsync(id, null, cancellationToken) is not { } account)
            {
                return (true, false);
            }

            var wanted = account.Change(time.GetUtcNow());
            return (!await change(wanted) || await accounts.TrySaveAsync(wanted, cancellationToken), true);
        });
        await list.RefreshAsync(id, cancellationToken);
        return await FindAsync(accountId, cancellationToken);
    }
}
