using Zegel.Functions.Lists;
using Zegel.Functions.Spaces.Shelving;

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
/// The folders that are shared with an account: a derived list in its partition. Their names are opened with the key of
/// <see cref="ShelfKeys"/>.
/// </summary>
public sealed class Shelf(StorageClients storage, ShelfKeys keys)
{
    /// <summary>Folders on one page.</summary>
    public const int PageSize = 50;

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
            isSettled: true, guard: changes => keys.HoldsAsync(accountId, changes, cancellationToken));

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
}
