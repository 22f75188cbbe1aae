using Zegel.Functions.Lists;

namespace Zegel.Functions.Folders.Shelves;

/// <summary>The folders that are shared with an account, the one that changed last first.</summary>
[Allow(Caller.Staff, Caller.Guest)]
public sealed class ListShelf(Shelf shelf, MailboxNames names)
{
    public sealed record Response(IReadOnlyList<Item> Folders, string? Next);

    /// <param name="FolderId">Which.</param>
    /// <param name="ParticipantId">As whom the account acts in it.</param>
    /// <param name="Note">The folder's entry, with its name.</param>
    /// <param name="WrappedSealKey">Its seal key, with its context, under the shelf's (A256KW).</param>
    /// <param name="At">When something in it changed last.</param>
    /// <param name="SharedBy">The mailbox that shares it.</param>
    /// <param name="Right">What the account may do in it.</param>
    public sealed record Item(
        SpaceId FolderId, ParticipantId ParticipantId, SealedNote Note, byte[] WrappedSealKey, DateTimeOffset At,
        string SharedBy, FolderRight Right);

    [Function(nameof(ListShelf))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "shelf")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await shelf.PageAsync(request.SignedIn().AccountId, cursor, cancellationToken);
        var mailboxes = await names.GetAsync([.. page.Select(row => row.Folder.MailboxId)], cancellationToken);
        return TypedResults.Ok(new Response(
            [
                .. page.Select(row => new Item(
                    row.Folder.FolderId, row.Folder.ParticipantId, row.Note, row.Folder.WrappedSealKey, row.Folder.At,
                    mailboxes[row.Folder.MailboxId], row.Folder.Right)),
            ],
            next));
    }
}
