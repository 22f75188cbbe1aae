namespace Zegel.Functions.Accounts;

/// <summary>
/// Which account has an address: a row of <c>lookups</c> under a keyed hash of it. A look-up alone proves nothing: the
/// account is the one whose own row has the address.
/// </summary>
public sealed class AccountAddresses(StorageClients storage, RootSecret root)
{
    private const string LookUpRow = "account";

    /// <summary>No request is on its way this long.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromMinutes(10);

    /// <summary>That an address is taken for an account, which may not be there yet.</summary>
    /// <param name="AccountId">Whose it is once its own row says so too.</param>
    /// <param name="At">When it was taken.</param>
    private sealed record LookUp(AccountId AccountId, DateTimeOffset At);

    /// <summary>The key of an address.</summary>
    public string KeyOf(string email) => root.LookUp("email", EmailAddress.Key(email));

    /// <summary>For which account the address was taken last, or null.</summary>
    public async Task<AccountId?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await storage.LookUps.FindAsync<LookUp>(key, LookUpRow, cancellationToken))?.Value.AccountId;

    /// <summary>Whether the account's own row has the address of this look-up.</summary>
    public bool IsOf(Account account, string key) => KeyOf(account.Head.Value.Email) == key;

    /// <summary>Takes an address for an account; whether it is that account's, from now on or already.</summary>
    public Task<bool> TakeAsync(
        string key, AccountId accountId, AccountStore accounts, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(() => TryTakeAsync(key, new LookUp(accountId, now), accounts, cancellationToken));

    /// <summary>
    /// Changes the address of an account. The look-up first: it proves nothing until the account's own row has the
    /// address. Whichever of the two is not the account's afterwards, is free again.
    /// </summary>
    /// <param name="former">The address that it has.</param>
    /// <param name="wanted">The address that it shall have.</param>
    /// <param name="accountId">Whose.</param>
    /// <param name="change">Writes it into the account's own row, or refuses.</param>
    public async Task<Outcome<T>> MoveAsync<T>(
        string former, string wanted, AccountId accountId, AccountStore accounts, DateTimeOffset now,
        Func<Task<Outcome<T>>> change, CancellationToken cancellationToken)
    {
        var (formerKey, wantedKey) = (KeyOf(former), KeyOf(wanted));
        if (formerKey == wantedKey)
        {
            return await change();
        }

        if (!await TakeAsync(wantedKey, accountId, accounts, now, cancellationToken))
        {
            return new AddressInUse();
        }

        var changed = await change();
        await GiveBackAsync(wantedKey, accountId, accounts, cancellationToken);
        await GiveBackAsync(formerKey, accountId, accounts, cancellationToken);
        return changed;
    }

    /// <summary>Another one was faster with the id: the address is free, unless it is that other one's.</summary>
    public async Task GiveBackAsync(
        string key, AccountId accountId, AccountStore accounts, CancellationToken cancellationToken)
    {
        if (await storage.LookUps.FindAsync<LookUp>(key, LookUpRow, cancellationToken) is { } taken
            && taken.Value.AccountId == accountId
            && await accounts.FindAsync(accountId, null, cancellationToken) is { } holder
            && !IsOf(holder, key))
        {
            var changes = new Changes(key);
            changes.Delete(taken.RowKey, taken.ETag);
            // False: somebody took it over meanwhile, which they may.
            await changes.TrySubmitAsync(storage.LookUps, cancellationToken);
        }
    }

    /// <summary>An account is gone for good: its address leads nowhere any more.</summary>
    public async Task EndAsync(string email, AccountId accountId, CancellationToken cancellationToken)
    {
        if (await storage.LookUps.FindAsync<LookUp>(KeyOf(email), LookUpRow, cancellationToken) is { } taken
            && taken.Value.AccountId == accountId)
        {
            var changes = new Changes(taken.PartitionKey);
            changes.Delete(taken.RowKey, taken.ETag);
            // False: somebody took it over meanwhile, which they may.
            await changes.TrySubmitAsync(storage.LookUps, cancellationToken);
        }
    }

    private async Task<(bool Done, bool IsTaken)> TryTakeAsync(
        string key, LookUp wanted, AccountStore accounts, CancellationToken cancellationToken)
    {
        if (await storage.LookUps.TryInsertAsync(key, LookUpRow, wanted, cancellationToken))
        {
            return (true, true);
        }

        if (await storage.LookUps.FindAsync<LookUp>(key, LookUpRow, cancellationToken) is not { } taken)
        {
            // Given back since.
            return (false, false);
        }

        var holder = await accounts.FindAsync(taken.Value.AccountId, null, cancellationToken);
        var isOwn = taken.Value.AccountId == wanted.AccountId;
        if (isOwn && (holder is not null || wanted.At < taken.Value.At + (CutOff / 2)))
        {
            return (true, true);
        }

        // An invitation that was cut off between the address and the account must not keep the address for ever, and an
        // account that has ended, or has another address, keeps none. Whoever goes on after a cut-off takes it anew, so
        // that it is not taken away in between.
        var isFree = isOwn || (holder is null
            ? taken.Value.At + CutOff < wanted.At
            : holder.Head.Value.State == AccountState.Ended || !IsOf(holder, key));
        if (!isFree)
        {
            return (true, false);
        }

        var changes = new Changes(key);
        changes.Replace(taken, wanted);
        return (await changes.TrySubmitAsync(storage.LookUps, cancellationToken), true);
    }
}
