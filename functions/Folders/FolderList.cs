using Zegel.Functions.Lists;

namespace Zegel.Functions.Folders;

/// <summary>A folder in its mailbox's list: made by the delivery worker.</summary>
/// <param name="FolderId">Which.</param>
/// <param name="ParticipantId">The mailbox's participant in it.</param>
/// <param name="WrappedSealKey">Its seal key, with its context, under the mailbox's (A256KW).</param>
/// <param name="At">When something in it changed last.</param>
/// <param name="People">The names of those it is shared with.</param>
public sealed record ListedFolder(
    SpaceId FolderId, ParticipantId ParticipantId, byte[] WrappedSealKey, DateTimeOffset At,
    IReadOnlyList<string> People);

/// <summary>
/// The folders of mailboxes, with their sealed names; a partition <c>folders~&lt;mailbox&gt;</c> each.
/// </summary>
public sealed class FolderList(StorageClients storage)
{
    /// <summary>Folders on one page.</summary>
    public const int PageSize = 50;

    private const string Note = "Note";

    private readonly DerivedList<ListedFolder> list = new(storage.Mailboxes, PageSize);

    /// <summary>Puts a folder where it belongs; safe to run twice and by two workers at once.</summary>
    public Task PutAsync(
        MailboxId mailboxId, ListedFolder folder, SealedNote note, CancellationToken cancellationToken) =>
        list.PutAsync(
            PartitionOf(mailboxId), folder.FolderId, folder.At, folder, note.Columns(Note), cancellationToken,
            isSettled: true);

    /// <summary>Takes a folder off it.</summary>
    public Task RemoveAsync(
        MailboxId mailboxId, SpaceId folder, DateTimeOffset at, CancellationToken cancellationToken) =>
        list.RemoveAsync(PartitionOf(mailboxId), folder, at, cancellationToken);

    /// <summary>One page, in one query.</summary>
    public async Task<(IReadOnlyList<(ListedFolder Folder, SealedNote Note)>, string? Next)> PageAsync(
        MailboxId mailboxId, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await list.PageAsync(PartitionOf(mailboxId), cursor, cancellationToken);
        return ([.. items.Select(item => (item.Value, SealedNote.FromRow(item.Row, Note)))], next);
    }

    private static string PartitionOf(string mailboxId) => "folders~" + mailboxId;
}
