namespace Zegel.Functions.Spaces.Shelving;

/// <summary>
/// The key under which an account opens the names in its lists of what is shared with it: the row <c>shelf</c> of the
/// account's partition, made at its first use.
/// </summary>
public sealed class ShelfKeys(StorageClients storage, SealKeys sealKeys, TimeProvider time)
{
    /// <summary>The row of the key.</summary>
    public const string KeyRow = "shelf";

    /// <summary>
    /// The key, unwrapped; made at its first use when <paramref name="make"/>, else null without one. Null too for an
    /// account that is gone: none is made for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// What stands there is no key of this shelf; it is written down.
    /// </exception>
    public async Task<byte[]?> FindAsync(AccountId accountId, bool make, CancellationToken cancellationToken)
    {
        var context = KeyContext.Shelf(accountId);
        var stored = make
            ? await Conflicts.RetryAsync(() => TryMakeAsync(accountId, cancellationToken))
            : await FindStoredAsync(accountId, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        if (await sealKeys.UnwrapAsync(context, stored.Value, cancellationToken) is { } key)
        {
            return key;
        }

        await AuditAsync(
            new AuditRecord(SealingEvents.SealKeyRefused, time.GetUtcNow(), "system", accountId), accountId,
            cancellationToken);
        throw new InvalidOperationException("What is stored as the key of a shelf is not that shelf's.");
    }

    /// <summary>Writes down something about the shelf.</summary>
    public async Task AuditAsync(AuditRecord record, AccountId accountId, CancellationToken cancellationToken)
    {
        var changes = new Changes(accountId);
        changes.Audit(record);
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }

    /// <summary>
    /// Whether the account is there, and the change only made while it is: else a late worker would leave rows, and a
    /// key, in a partition that was deleted.
    /// </summary>
    public async Task<bool> HoldsAsync(AccountId accountId, Changes changes, CancellationToken cancellationToken)
    {
        var head = await storage.Accounts.FindAsync<AccountHead>(
            accountId, SessionStore.HeadRow, cancellationToken);
        if (head is null or { Value.State: AccountState.Ended })
        {
            return false;
        }

        changes.Replace(head, head.Value);
        return true;
    }

    private async Task<(bool Done, Stored<WrappedSealKey>? Key)> TryMakeAsync(
        AccountId accountId, CancellationToken cancellationToken)
    {
        if (await FindStoredAsync(accountId, cancellationToken) is { } there)
        {
            return (true, there);
        }

        var changes = new Changes(accountId);
        if (!await HoldsAsync(accountId, changes, cancellationToken))
        {
            return (true, null);
        }

        changes.Insert(KeyRow, await sealKeys.MakeAsync(KeyContext.Shelf(accountId), cancellationToken));
        return await changes.TrySubmitAsync(storage.Accounts, cancellationToken)
            ? (true, await FindStoredAsync(accountId, cancellationToken)) : (false, null);
    }

    private Task<Stored<WrappedSealKey>?> FindStoredAsync(AccountId accountId, CancellationToken cancellationToken) =>
        storage.Accounts.FindAsync<WrappedSealKey>(accountId, KeyRow, cancellationToken);
}
