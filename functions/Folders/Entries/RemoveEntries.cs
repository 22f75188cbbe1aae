using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Folders.Entries;

/// <summary>How removing one entry ended.</summary>
public enum RemoveOutcome
{
    /// <summary>It is gone, now or before.</summary>
    Removed,

    /// <summary>Something stands in the subfolder: remove that first.</summary>
    NotEmpty,
}

/// <summary>
/// Staff removes up to a hundred files and subfolders for good; the files first, then what held them.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RemoveEntries(
    SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, SpacePurge purge, TimeProvider time)
{
    /// <summary>Four rows each (entry, name, the file here and there), beside the record.</summary>
    private const int InOneTransaction = 24;

    public sealed record Request(IReadOnlyList<string> Entries) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(
            Entries.Count is > 0 and <= SecurityNumbers.FilesAtOnce
                && Entries.All(entry => entry is not null && Ids.IsId(entry))
                && Entries.Distinct(StringComparer.Ordinal).Count() == Entries.Count, "entries", "count-1-100");
    }

    /// <param name="Entries">In the order in which they were asked.</param>
    public sealed record Response(IReadOnlyList<Answer> Entries);

    public sealed record Answer(string EntryId, RemoveOutcome Outcome);

    [Function(nameof(RemoveEntries))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/remove")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var answers = new List<Answer>();
        foreach (var some in body.Entries.Chunk(InOneTransaction))
        {
            var removed = await Conflicts.RetryAsync(
                () => TryRemoveAsync(request, participantId, some, cancellationToken));
            if (removed.IsRefused(out var problem, out var outcomes))
            {
                return problem.ToResult();
            }

            answers.AddRange(outcomes);
        }

        return TypedResults.Ok(new Response(answers));
    }

    private async Task<(bool Done, Outcome<List<Answer>> Removed)> TryRemoveAsync(
        HttpRequest request, string participantId, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = await access.FindOwnedAsync(request, participantId, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var folder = actor.Space.Value.Id;
        var entries = await shelves.FindAsync<FolderEntry>(folder, ids, cancellationToken);
        var files = await shelves.FindFilesAsync(
            folder, entries.Values.Where(entry => entry.Item.Value.Kind == EntryKind.File)
                .Select(entry => FileId.From(entry.Item.Value.EntryId)), cancellationToken);
        var (change, answers) = (actor.Change(time.GetUtcNow()), new List<Answer>());
        foreach (var id in ids)
        {
            if (!entries.TryGetValue(id, out var entry))
            {
                answers.Add(new Answer(id, RemoveOutcome.Removed));
            }
            else if (entry.Item.Value.Kind == EntryKind.Folder
                && (id == folder || !await shelves.IsEmptyAsync(folder, id, cancellationToken)))
            {
                answers.Add(new Answer(id, RemoveOutcome.NotEmpty));
            }
            else
            {
                Remove(change, entry.Item, files);
                answers.Add(new Answer(id, RemoveOutcome.Removed));
            }
        }

        var gone = answers.Where(answer => answer.Outcome == RemoveOutcome.Removed)
            .Select(answer => answer.EntryId).Where(entries.ContainsKey).ToList();
        if (gone.Count == 0)
        {
            return (true, answers);
        }

        change.Audit(actor.Did(FolderEvents.EntriesRemoved, change.Now, string.Join(' ', gone)));
        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return (false, default);
        }

        await Task.WhenAll(files.Keys.Select(file => purge.EndFileAsync(folder, file, cancellationToken)));
        return (true, answers);
    }

    private static void Remove(
        SpaceChange change, Stored<FolderEntry> entry, IReadOnlyDictionary<FileId, Stored<SealedFile>> files)
    {
        var there = entry.Value;
        change.Unshelve(entry);
        if (there.WithdrawnAt is null)
        {
            change.FreeName(there.Parent!, there.NameTag!);
        }

        if (there.Kind == EntryKind.File && files.TryGetValue(FileId.From(there.EntryId), out var file))
        {
            change.Unkeep(file);
        }
    }
}
