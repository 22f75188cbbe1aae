using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Administration;

/// <summary>What the service desk sees of one account: how the person logs in, nothing of what they read or write.</summary>
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
    public required IReadOnlyList<NamedMailbox> Mailboxes { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public required string Language { get; init; }
}

/// <summary>Accounts as the service desk sees and changes them.</summary>
public sealed class ShownAccounts(
    StorageClients storage, AccountStore accounts, AccountList list, SignInPolicyStore policies, TimeProvider time)
{
    /// <summary>The account, or null.</summary>
    public async Task<ShownAccount?> FindAsync(string accountId, CancellationToken cancellationToken)
    {
        if (!Ids.IsId(accountId) || await accounts.FindAsync(accountId, null, cancellationToken) is not { } account)
        {
            return null;
        }

        var policy = await policies.GetAsync(cancellationToken);
        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Prefix("member"), Row.Prefix(SessionStore.Prefix), Row.Prefix(RememberedDevices.Prefix)), cancellationToken);
        var (head, now) = (account.Head.Value, time.GetUtcNow());
        var remembered = Of<RememberedDevice>(RememberedDevices.Prefix)
            .Where(device => device.Value.Generation == head.Generation && now < device.Value.CreatedAt + TimeSpan.FromDays(policy.RememberDays))
            .Select(device => device.RowKey[(RememberedDevices.Prefix.Length + 1)..]);
        var sessions = Of<Session>(SessionStore.Prefix)
            .Where(session => session.Value.IsAlive(head, now)).Select(session => session.Value.SeriesId ?? session.RowKey);
        return new ShownAccount(ListedAccount.Of(account))
        {
            Factors = [.. account.Credentials.Value.Factors.Where(factor => factor != FactorMethod.Passkey)],
            Passkeys = account.Credentials.Value.Passkeys,
            // A remembered device and the session that came from it are one.
            Sessions = remembered.Union(sessions, StringComparer.Ordinal).Count(),
            Mailboxes = [.. Of<Membership>("member").Select(member => new NamedMailbox(member.Value.MailboxId, member.Value.MailboxName))],
            Language = head.Language,
        };

        IEnumerable<Stored<T>> Of<T>(string prefix) =>
            rows.Where(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal)).Select(Row.Read<T>);
    }

    /// <summary>
    /// Changes an account, again on what is stored when it changed meanwhile, and shows it as it is then. Null when
    /// there is no such account.
    /// </summary>
    /// <param name="accountId">Which account.</param>
    /// <param name="change">Fills in the change; false when there is nothing to change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ShownAccount?> ChangeAsync(
        string accountId, Func<AccountChange, Task<bool>> change, CancellationToken cancellationToken)
    {
        if (!Ids.IsId(accountId))
        {
            return null;
        }

        await Conflicts.RetryAsync<bool>(async () =>
        {
            if (await accounts.FindAsync(accountId, null, cancellationToken) is not { } account)
            {
                return (true, false);
            }

            var wanted = account.Change(time.GetUtcNow());
            return (!await change(wanted) || await accounts.TrySaveAsync(wanted, cancellationToken), true);
        });
        await list.RefreshAsync(accountId, cancellationToken);
        return await FindAsync(accountId, cancellationToken);
    }
}
