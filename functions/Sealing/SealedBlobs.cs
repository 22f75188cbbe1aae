using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace Zegel.Functions.Sealing;

/// <summary>
/// Sealed files: blobs with random names, and tickets (a SAS for one of them) to write or read it. Content goes
/// straight between browser and storage. A ticket to write allows more than writing: leases and breaking them,
/// snapshots, metadata, tiers, for as long as it lasts. So what was accepted stands under a name that no ticket to
/// write ever had.
/// </summary>
public sealed class SealedBlobs(StorageClients storage, TimeProvider time)
{
    /// <summary>Plain bytes in every region but the last.</summary>
    public const int RegionSize = 512 * 1024;

    private const int RegionOverhead = 12 + 16;
    private static readonly TimeSpan DelegationKeyLifetime = TimeSpan.FromHours(6);
    private UserDelegationKey? delegationKey;

    /// <summary>What is stored for <paramref name="size"/> bytes of plain text.</summary>
    public static long StoredLength(long size) => size + (RegionOverhead * ((size + RegionSize - 1) / RegionSize));

    /// <summary>A ticket to write one blob: Put Block and Put Block List need <c>w</c>.</summary>
    public async Task<(Uri Address, DateTimeOffset ExpiresAt)> UploadTicketAsync(
        string blobName, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var expiresAt = time.GetUtcNow() + lifetime;
        return (await TicketAsync(blobName, BlobSasPermissions.Write, expiresAt, cancellationToken), expiresAt);
    }

    /// <summary>A ticket to read one blob, as a download without a name or type.</summary>
    public async Task<(Uri Address, DateTimeOffset ExpiresAt)> DownloadTicketAsync(
        string blobName, DateTimeOffset? notAfter, CancellationToken cancellationToken)
    {
        var usual = time.GetUtcNow() + SecurityNumbers.DownloadTicket;
        var expiresAt = notAfter < usual ? notAfter.Value : usual;
        return (await TicketAsync(blobName, BlobSasPermissions.Read, expiresAt, cancellationToken), expiresAt);
    }

    /// <summary>What is stored of an upload under way, or of one that was put together but not finished.</summary>
    public async Task<StagedBlob> LookAsync(string blobName, CancellationToken cancellationToken)
    {
        var (committed, beside) = (0L, 0L);
        (ETag, string)? whole = null;
        await foreach (var item in storage.Sealed.GetBlobsAsync(
            BlobTraits.Metadata, BlobStates.Snapshots, blobName, cancellationToken))
        {
            var length = item.Properties.ContentLength ?? 0;
            var isOurs = item.Snapshot is null && item.Properties.BlobType == BlobType.Block;
            committed += isOurs ? length : 0;
            whole = isOurs ? StagedBlob.WholeOf(item) : whole;
            // One without a byte is none of ours all the same.
            beside += isOurs ? 0 : Math.Max(1, length);
        }

        try
        {
            var blob = storage.Sealed.GetBlockBlobClient(blobName);
            BlockList list = await blob.GetBlockListAsync(cancellationToken: cancellationToken);
            var names = list.UncommittedBlocks.Concat(list.CommittedBlocks).Select(block => block.Name);
            return new StagedBlob(
                committed,
                list.UncommittedBlocks.Sum(block => block.SizeLong),
                beside,
                [.. names.Select(StagedBlob.NumberOf).OfType<int>().Distinct().Order()],
                whole);
        }
        catch (RequestFailedException none) when (none.Status is 404 or 409)
        {
            // Nothing there, or a blob of another type.
            return new StagedBlob(committed, 0, beside, [], whole);
        }
    }

    /// <summary>
    /// Copies a complete upload to its last name, within the storage; null when it is not complete. Again: how the copy
    /// is. One that failed, or whose upload was changed while it ran, begins anew.
    /// </summary>
    /// <param name="uploadName">The name that upload tickets have.</param>
    /// <param name="blobName">The name that none has.</param>
    /// <param name="size">Plain bytes.</param>
    public async Task<AcceptedBlob?> AcceptAsync(
        string uploadName, string blobName, long size, CancellationToken cancellationToken)
    {
        if (await FindAcceptedAsync(blobName, size, cancellationToken) is { } known)
        {
            return known;
        }

        var upload = await LookAsync(uploadName, cancellationToken);
        if (!upload.IsComplete(size))
        {
            return null;
        }

        var (etag, encryptionData) = upload.Whole!.Value;
        try
        {
            // Nothing of the upload but its bytes: what else a ticket can give it stays behind.
            await storage.Sealed.GetBlobClient(blobName).StartCopyFromUriAsync(
                storage.Sealed.GetBlobClient(uploadName).Uri,
                new BlobCopyFromUriOptions
                {
                    AccessTier = AccessTier.Hot,
                    Metadata = new Dictionary<string, string> { [StagedBlob.EncryptionDataName] = encryptionData },
                    SourceConditions = new BlobRequestConditions { IfMatch = etag },
                    DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellationToken);
        }
        catch (RequestFailedException elsewhere) when (elsewhere.Status is 404 or 409 or 412)
        {
            // The upload was changed or taken away since, or somebody else began the copy.
        }

        return await FindAcceptedAsync(blobName, size, cancellationToken);
    }

    /// <summary>The copy, when there is one that is right or can become so; a wrong one is deleted.</summary>
    private async Task<AcceptedBlob?> FindAcceptedAsync(string blobName, long size, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Sealed.GetBlobClient(blobName);
            var found = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            if (found.BlobCopyStatus == CopyStatus.Pending)
            {
                return new AcceptedBlob(null);
            }

            if (found.BlobCopyStatus == CopyStatus.Success && found.ContentLength == StoredLength(size))
            {
                return new AcceptedBlob(found.ETag.ToString("H"));
            }

            await DeleteAsync(blobName, cancellationToken);
            return null;
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes an upload, with the blocks that no blob was made of; one that is gone is no error.</summary>
    public async Task DeleteUploadAsync(string uploadName, CancellationToken cancellationToken)
    {
        if (!await DeleteAsync(uploadName, cancellationToken))
        {
            // They stay for a week, unless a blob takes their place.
            var blob = storage.Sealed.GetBlobClient(uploadName);
            await blob.UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
            await DeleteAsync(uploadName, cancellationToken);
        }
    }

    /// <summary>Deletes a blob; false when there was none.</summary>
    public async Task<bool> DeleteAsync(string blobName, CancellationToken cancellationToken)
    {
        var blob = storage.Sealed.GetBlobClient(blobName);
        try
        {
            return await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, null, cancellationToken);
        }
        catch (RequestFailedException held) when (held.Status is 409 or 412)
        {
            // Leased by whoever held the upload ticket, or still being copied: the owner of the account decides.
            await LetGoAsync(blob, cancellationToken);
            return await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, null, cancellationToken);
        }
    }

    private static async Task LetGoAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            if (found.BlobCopyStatus == CopyStatus.Pending)
            {
                await blob.AbortCopyFromUriAsync(found.CopyId, cancellationToken: cancellationToken);
            }
            else
            {
                await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
            }
        }
        catch (RequestFailedException free) when (free.Status is 404 or 409)
        {
            // Nothing holds it any more.
        }
    }

    private async Task<Uri> TicketAsync(
        string blobName, BlobSasPermissions permissions, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var blob = storage.Sealed.GetBlobClient(blobName);
        var ticket = new BlobSasBuilder(permissions, expiresAt)
        {
            BlobContainerName = storage.Sealed.Name,
            BlobName = blobName,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
            ContentType = permissions == BlobSasPermissions.Read ? "application/octet-stream" : null,
            ContentDisposition = permissions == BlobSasPermissions.Read ? "attachment" : null,
        };
        if (storage.Identity is null)
        {
            return blob.GenerateSasUri(ticket);
        }

        var key = await DelegationKeyAsync(cancellationToken);
        var signature = ticket.ToSasQueryParameters(key, storage.Blobs.AccountName);
        return new BlobUriBuilder(blob.Uri) { Sas = signature }.ToUri();
    }

    /// <summary>A key of the identity that signs tickets in Azure, renewed well before it ends.</summary>
    private async Task<UserDelegationKey> DelegationKeyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (delegationKey is null || delegationKey.SignedExpiresOn < now + TimeSpan.FromHours(1))
        {
            delegationKey = await storage.Blobs.GetUserDelegationKeyAsync(
                now.AddMinutes(-15), now + DelegationKeyLifetime, cancellationToken);
        }

        return delegationKey;
    }
}
