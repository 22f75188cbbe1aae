using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Entries;

/// <summary>Staff gives the folder or a subfolder another name; nothing of a file is ever edited.</summary>
[Allow(Caller.Staff)]
public sealed class RenameEntry(
    SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, TimeProvider time)
{
    /// <param name="NameTag">As when it is added; null for the folder itself, which stands beside nothing.</param>
    /// <param name="Note">The entry with its new name, by the mailbox.</param>
    public sealed record Request(byte[]? NameTag, SealedNote Note) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(NameTag is null or { Length: FolderEntry.NameTagBytes }, "nameTag", "length-32");
            Note.Check(checks, "note", FolderEntry.LargestNote);
        }
    }

    [Function(nameof(RenameEntry))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/entries/{entryId}/name")]
        HttpRequest request,
        string participantId,
        string entryId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refusal = await Conflicts.RetryAsync(
            () => TryRenameAsync(request, participantId, entryId, body, cancellationToken));
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }

    private async Task<(bool Done, Problem? Refusal)> TryRenameAsync(
        HttpRequest request, string participantId, string entryId, Request body, CancellationToken cancellationToken)
    {
        var found = await access.FindOwnedAsync(request, participantId, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var folder = actor.Space.Value;
        if (!Ids.IsId(entryId)
            || await shelves.FindAsync<FolderEntry>(folder.Id, entryId, cancellationToken) is not { } shelved
            || shelved.Item.Value.Kind != EntryKind.Folder)
        {
            return (true, new ResourceNotFound());
        }

        var entry = shelved.Item.Value;
        if (!body.Note.BelongsTo(folder.Id))
        {
            return (true, new BadInput("note", "note-metadata"));
        }

        if ((body.NameTag is null) != (entry.Parent is null))
        {
            return (true, new BadInput("nameTag", "name-tag-invalid"));
        }

        var tag = body.NameTag is null ? null : Convert.ToHexStringLower(body.NameTag);
        var change = actor.Change(time.GetUtcNow());
        if (tag is not null && tag != entry.NameTag)
        {
            if ((await shelves.TakenAsync(folder.Id, [(entry.Parent!, tag)], cancellationToken)).Count > 0)
            {
                return (true, new NameTaken());
            }

            change.TakeName(entry.Parent!, tag, entryId);
            change.FreeName(entry.Parent!, entry.NameTag!);
        }

        change.Replace(
            shelved.Item, entry with { NameTag = tag, Author = actor.Me.Value.ParticipantId }, body.Note);
        change.Audit(actor.Did(FolderEvents.EntryRenamed, change.Now, entryId));
        if (entry.Parent is null)
        {
            // The lists show it.
            change.Replace(actor.Space, folder.Changed(change.Now));
            change.Deliver();
        }

        return (await spaces.TrySaveAsync(change, cancellationToken), null);
    }
}
