using Zegel.Functions.Lists;

namespace Zegel.Functions.Folders;

/// <summary>The shared folders of a mailbox, the one that changed last first, with their sealed names.</summary>
[Allow(Caller.Staff)]
public sealed class ListFolders(FolderList list)
{
    public sealed record Response(IReadOnlyList<Item> Folders, string? Next);

    /// <param name="FolderId">Which.</param>
    /// <param name="ParticipantId">The mailbox in it.</param>
    /// <param name="Note">The folder's entry, with its name.</param>
    /// <param name="WrappedSealKey">Its seal key, with its context, under the mailbox's (A256KW).</param>
    /// <param name="At">When something in it changed last.</param>
    /// <param name="People">The names of those it is shared with.</param>
    public sealed record Item(
        SpaceId FolderId, ParticipantId ParticipantId, SealedNote Note, byte[] WrappedSealKey, DateTimeOffset At,
        IReadOnlyList<string> People);

    [Function(nameof(ListFolders))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/folders")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        var (page, next) = await list.PageAsync(MailboxId.From(mailboxId), cursor, cancellationToken);
        return TypedResults.Ok(new Response([.. page.Select(row => ItemOf(row.Folder, row.Note))], next));
    }

    private static Item ItemOf(ListedFolder folder, SealedNote note) => new(
        folder.FolderId, folder.ParticipantId, note, folder.WrappedSealKey, folder.At, folder.People);
}
