using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>What ends in spaces when its time has come. Safe to run twice; looks before it deletes.</summary>
public sealed class SpacePurge(
    SpaceStore spaces, SealedBlobs blobs, Quota quota, ReaderList readers, TimeProvider time)
{
    /// <summary>Ends a staged file whose time is over; one whose upload went on since has another pointer.</summary>
    public async Task EndStaleFileAsync(SpaceId space, FileId fileId, CancellationToken cancellationToken)
    {
        var file = await spaces.FindFileAsync(space, fileId, cancellationToken);
        if (file is { Value: var staged } && (staged.IsEnded || staged.WaitsUntil <= time.GetUtcNow()))
        {
            await EndFileAsync(space, fileId, cancellationToken);
        }
    }

    /// <summary>
    /// Looks at an upload whose ticket ended: what is stored of it is counted, and one of which more is stored than was
    /// announced is ended. Nobody asks for another ticket who has written what he wanted. Of a finished file the upload
    /// has no use any more, and what somebody wrote there since neither.
    /// </summary>
    public async Task LookAtUploadAsync(SpaceId space, FileId fileId, CancellationToken cancellationToken)
    {
        var file = (await spaces.FindFileAsync(space, fileId, cancellationToken))?.Value;
        if (file is { IsReady: true })
        {
            await blobs.DeleteUploadAsync(file.UploadName, cancellationToken);
        }
        else if (file is { IsStaged: true })
        {
            await CountUploadAsync(file, await blobs.LookAsync(file.UploadName, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Counts what is stored of an upload; false when it is too much, and then the upload is ended.</summary>
    public async Task<bool> CountUploadAsync(SealedFile upload, StagedBlob stored, CancellationToken cancellationToken)
    {
        if (stored.IsOver(upload.Size))
        {
            await EndFileAsync(upload.Author.Space, upload.FileId, cancellationToken);
            return false;
        }

        await quota.CountStagedAsync(upload, stored.Bytes, cancellationToken);
        return true;
    }

    /// <summary>
    /// Ends a staged file: from here on no entry can take it, and its blob is deleted. Its row stays until no upload
    /// ticket works any more, so that what an old ticket writes is deleted too. False when it was sent, is kept with
    /// something, or is gone.
    /// </summary>
    public async Task<bool> EndFileAsync(SpaceId space, FileId fileId, CancellationToken cancellationToken)
    {
        var file = await Conflicts.RetryAsync<SealedFile?>(async () =>
        {
            var stored = await spaces.FindFileAsync(space, fileId, cancellationToken);
            if (stored is not { Value: { IsStaged: true } staged })
            {
                return (true, stored is { Value.IsEnded: true } ? stored.Value : null);
            }

            // Under its ETag: an entry that took the file keeps it.
            var change = new SpaceChange(space, time.GetUtcNow());
            change.Expire(change.Now + SecurityNumbers.UploadTicket, ExpiringFile.Kind, fileId);
            change.Replace(stored, staged with { IsEnded = true, EndedAt = change.Now });
            return (await spaces.TrySaveAsync(change, cancellationToken), staged);
        });
        if (file is null)
        {
            return false;
        }

        await DeleteAsync(file, cancellationToken);
        if (file.IsEnded && file.EndedAt + SecurityNumbers.UploadTicket <= time.GetUtcNow())
        {
            await spaces.ForgetFileAsync(space, fileId, cancellationToken);
        }

        return true;
    }

    /// <summary>
    /// Deletes a space in which there never was an entry, or that was ended, with its files; cut off, it goes on.
    /// </summary>
    public async Task EndSpaceAsync(SpaceId id, CancellationToken cancellationToken)
    {
        var isEnded = await Conflicts.RetryAsync<bool>(async () =>
        {
            // Without its own row it is what a purge that was cut off left behind.
            var read = await spaces.ReadAsync(id, SpaceQuery.Participants, cancellationToken);
            if (read?.Space.Value.IsOver(time.GetUtcNow()) != true)
            {
                return (true, read is null);
            }

            // While it is known who they are.
            await readers.RemoveAsync(read, cancellationToken);

            // The space's own row goes first and under its ETag: a first entry sent now, or taking it back, keeps all.
            var change = new SpaceChange(id, time.GetUtcNow());
            change.End(read.Space);
            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });
        if (isEnded)
        {
            await spaces.ClearAsync(id, file => DeleteAsync(file, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The upload, the file, and its share of the mailbox's quota.</summary>
    private async Task DeleteAsync(SealedFile file, CancellationToken cancellationToken)
    {
        await blobs.DeleteUploadAsync(file.UploadName, cancellationToken);
        await blobs.DeleteAsync(file.BlobName, cancellationToken);
        await quota.GiveBackAsync(file, cancellationToken);
    }
}
