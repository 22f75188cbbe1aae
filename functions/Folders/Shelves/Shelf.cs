using Zegel.Functions.Lists;

namespace Zegel.Functions.Folders.Shelves;

/// <summary>A folder in the list of somebody with whom it is shared: made by the delivery worker.</summary>
/// <param name="FolderId">Which.</param>
/// <param name="ParticipantId">As whom the account acts in it.</param>
/// <param name="MailboxId">Who shares it.</param>
/// <param name="WrappedSealKey">Its seal key, with its context, under the shelf's (A256KW).</param>
/// <param name="At">When something in it changed last.</param>
/// <param name="Right">What the account may do.</param>
public sealed record ShelvedFolder(
    SpaceId FolderId, ParticipantId ParticipantId, MailboxId MailboxId, byte[] WrappedSealKey, DateTimeOffset At,
    FolderRight Right);

/// <summary>
/// The folders that are shared with an account, and the key under which their names can be opened. In the account's
/// partition: <c>shelf</c>, the key, and a derived list.
/// </summary>
public sealed class Shelf(StorageClients storage, SealKeys sealKeys, TimeProvider time)
{
    /// <summary>Folders on one page.</summary>
    public const int PageSize = 50;

    /// <summary>The row of the key.</summary>
    public const string KeyRow = "shelf";

    private const string Note = "Note";

    private readonly DerivedList<ShelvedFolder> list = new(storage.Accounts, PageSize);

    /// <summary>
    /// Puts a folder where it belongs; safe to run twice and by two workers at once. Of an account that has ended, or
    /// is gone, nothing is written.
    /// </summary>
    public Task PutAsync(
        AccountId accountId, ShelvedFolder folder, SealedNote note, CancellationToken cancellationToken) =>
        list.PutAsync(
            accountId, folder.FolderId, folder.At, folder, note.Columns(Note), cancellationToken,
            isSettled: true, guard: changes => HoldsAsync(accountId, changes, cancellationToken));

    /// <summary>Takes a folder off it.</summary>
    public Task RemoveAsync(
        AccountId accountId, SpaceId folder, DateTimeOffset at, CancellationToken cancellationToken) =>
        list.RemoveAsync(accountId, folder, at, cancellationToken);

    /// <summary>One page, in one query.</summary>
    public async Task<(IReadOnlyList<(ShelvedFolder Folder, SealedNote Note)>, string? Next)> PageAsync(
        AccountId accountId, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await list.PageAsync(accountId, cursor, cancellationToken);
        return ([.. items.Select(item => (item.Value, SealedNote.FromRow(item.Row, Note)))], next);
    }

    /// <summary>
    /// The key, unwrapped; made at its first use when <paramref name="make"/>, else null without one. Null too for an
    /// account that is gone: none is made for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// What stands there is no key of this shelf; it is written down.
    /// </exception>
    public async Task<byte[]?> KeyAsync(AccountId accountId, bool make, CancellationToken cancellationToken)
    {
        var context = KeyContext.Shelf(accountId);
        var stored = make
            ? await Conflicts.RetryAsync(() => TryMakeAsync(accountId, cancellationToken))
            : await FindKeyAsync(accountId, cancellationToken);
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

    private async Task<(bool Done, Stored<WrappedSealKey>? Key)> TryMakeAsync(
        AccountId accountId, CancellationToken cancellationToken)
    {
        if (await FindKeyAsync(accountId, cancellationToken) is { } there)
        {
            return (true, there);
        }

        var changes = new Changes(accountId);
        if (!await HoldsAsync(accountId, changes, cancellationToken))
        {
            return (true, null);
        }

        var made = await sealKeys.MakeAsync(KeyContext.Shelf(accountId), cancellationToken);
        changes.Insert(KeyRow, made);
        return await changes.TrySubmitAsync(storage.Accounts, cancellationToken)
            ? (true, await FindKeyAsync(accountId, cancellationToken)) : (false, null);
    }

    /// <summary>
    /// Whether the account is there, and the change only made while it is: else a late worker would leave rows, and a
    /// key, in a partition that was deleted.
    /// </summary>
    private async Task<bool> HoldsAsync(AccountId accountId, Changes changes, CancellationToken cancellationToken)
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

    private Task<Stored<WrappedSealKey>?> FindKeyAsync(AccountId accountId, CancellationToken cancellationToken) =>
        storage.Accounts.FindAsync<WrappedSealKey>(accountId, KeyRow, cancellationToken);
}
