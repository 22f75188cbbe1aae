namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// Ends uploads: what is stored has the right length, is copied to where no ticket writes, and the copy's ETag is
/// noted. Safe to repeat, after a lost answer and while a copy runs.
/// </summary>
public sealed class FinishingUploads(
    SpaceAccess access, SpaceStore spaces, SealedBlobs blobs, Quota quota, TimeProvider time)
{
    /// <summary>When to ask again how a copy is.</summary>
    public const int AskAgainAfter = 2;

    /// <summary>Each takes two rows of a transaction, beside those of who asks.</summary>
    private const int InOneTransaction = 40;

    /// <summary>How many are looked at and copied at once.</summary>
    private const int AtOnce = 8;

    /// <summary>
    /// Whether each is there, in the order of the ids; false while it is copied. Or why the caller may do nothing.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<Outcome<bool>>>> FinishAsync(
        HttpRequest request, string participantId, IReadOnlyList<string> fileIds, CancellationToken cancellationToken)
    {
        var all = new List<Outcome<bool>>();
        foreach (var some in fileIds.Chunk(InOneTransaction))
        {
            var finished = await Conflicts.RetryAsync(
                () => TryFinishAsync(request, participantId, some, cancellationToken));
            if (finished.IsRefused(out var problem, out var are))
            {
                return problem;
            }

            all.AddRange(are);
        }

        return all;
    }

    private async Task<(bool Done, Outcome<List<Outcome<bool>>> AreThere)> TryFinishAsync(
        HttpRequest request, string participantId, IReadOnlyList<string> fileIds, CancellationToken cancellationToken)
    {
        FileId[] ids = [.. fileIds.Where(Ids.IsId).Select(FileId.From)];
        var query = ids is [var one] ? new SpaceQuery { File = one } : new SpaceQuery { Files = true };
        var found = await access.FindAsync<Space>(request, participantId, Rights.Upload, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var own = ids.Where(id => actor.Files.GetValueOrDefault(id) is { } file
                && file.Value.Author == actor.Me.Value.ParticipantId && file.Value.IsStaged)
            .ToDictionary(id => id, id => actor.Files[id]);
        var accepted = await AcceptAsync(
            [.. own.Values.Select(file => file.Value).Where(file => !file.IsReady)], cancellationToken);
        var finished = own.Values.Where(file => accepted.GetValueOrDefault(file.Value.FileId)?.ETag is not null)
            .ToList();
        if (finished.Count > 0)
        {
            // Before the rows say so: whatever is cut off in between is finished again, or given back with its row.
            await quota.CountStoredAsync(finished.Select(file => file.Value), cancellationToken);
            if (!await SaveAsync(actor, finished, accepted, cancellationToken))
            {
                return (false, default);
            }
        }

        return (true, fileIds.Select(id => FileId.TryFrom(id, out var fileId) && own.TryGetValue(fileId, out var file)
            ? StateOf(file.Value, accepted)
            : new ResourceNotFound()).ToList());
    }

    private static Outcome<bool> StateOf(SealedFile file, IReadOnlyDictionary<FileId, AcceptedBlob?> accepted) =>
        file.IsReady ? true
        : accepted[file.FileId] is { } blob ? blob.ETag is not null
        : new FileIncomplete();

    private async Task<bool> SaveAsync(
        Actor<Space> actor, IReadOnlyList<Stored<SealedFile>> finished,
        IReadOnlyDictionary<FileId, AcceptedBlob?> accepted, CancellationToken cancellationToken)
    {
        var change = actor.Change(time.GetUtcNow());
        foreach (var file in finished)
        {
            // Again when no ticket can write there any more, or when this is cut off.
            change.Expire(change.Now + SecurityNumbers.UploadTicket, ExpiringUpload.Kind, file.Value.FileId);
            change.Replace(file, file.Value with { ETag = accepted[file.Value.FileId]!.ETag });
            change.Audit(actor.Did(SpaceEvents.FileUploaded, change.Now, file.Value.FileId));
        }

        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return false;
        }

        await Task.WhenAll(finished.Select(file => blobs.DeleteAsync(file.Value.UploadName, cancellationToken)));
        return true;
    }

    private async Task<IReadOnlyDictionary<FileId, AcceptedBlob?>> AcceptAsync(
        IReadOnlyList<SealedFile> files, CancellationToken cancellationToken)
    {
        var accepted = new System.Collections.Concurrent.ConcurrentDictionary<FileId, AcceptedBlob?>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (file, cancellation) => accepted[file.FileId] =
            await blobs.AcceptAsync(file.UploadName, file.BlobName, file.Size, cancellation));
        return accepted;
    }
}
