using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Entries;

/// <summary>
/// Takes back a file that the caller added, for a quarter of an hour and while nobody else was handed it; staff still
/// see that it was there (X21).
/// </summary>
[Allow(Caller.Staff, Caller.Guest)]
public sealed class WithdrawEntry(
    SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, SpacePurge purge, TimeProvider time)
{
    [Function(nameof(WithdrawEntry))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/entries/{entryId}/withdraw")]
        HttpRequest request,
        string participantId,
        string entryId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var withdrawn = await Conflicts.RetryAsync(
            () => TryWithdrawAsync(request, participantId, entryId, cancellationToken));
        if (withdrawn.IsRefused(out var problem, out var file))
        {
            return problem.ToResult();
        }

        await purge.EndFileAsync(ParticipantId.From(participantId).Space, file, cancellationToken);
        return TypedResults.NoContent();
    }

    private async Task<(bool Done, Outcome<FileId> Withdrawn)> TryWithdrawAsync(
        HttpRequest request, string participantId, string entryId, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { File = FileId.TryFrom(entryId, out var id) ? id : null };
        var found = await access.FindAsync<Folder>(request, participantId, Rights.Read, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var file = actor.Files.GetValueOrDefault(id);
        var entry = file is null
            ? null : await shelves.FindAsync<FolderEntry>(actor.Space.Value.Id, entryId, cancellationToken);
        if (entry?.Item.Value is not { } there || there.Author != actor.Me.Value.ParticipantId)
        {
            return (true, new ResourceNotFound());
        }

        if (there.WithdrawnAt is not null)
        {
            return (true, id);
        }

        // Who is handed it at this moment notes that in the file's row, and then one of the two fails.
        var change = actor.Change(time.GetUtcNow());
        if (file!.Value.OpenedAt is not null || change.Now >= there.At + SecurityNumbers.WithdrawWithin)
        {
            return (true, new WithdrawTooLate());
        }

        change.Replace(entry.Item, there with { WithdrawnAt = change.Now }, entry.Note);
        change.FreeName(there.Parent!, there.NameTag!);
        change.Unkeep(file);
        change.Audit(actor.Did(FolderEvents.EntryWithdrawn, change.Now, entryId));
        return (await spaces.TrySaveAsync(change, cancellationToken), id);
    }
}
