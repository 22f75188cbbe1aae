using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Sealing;

/// <summary>An upload that is copied to where no ticket ever writes.</summary>
/// <param name="ETag">Of the copy; readers send it as <c>If-Match</c>. Null while the copy runs.</param>
public sealed record AcceptedBlob(string? ETag);

/// <summary>What is really stored of an upload, whatever was announced.</summary>
/// <param name="Committed">Bytes of the blob.</param>
/// <param name="Uncommitted">Bytes of blocks that are in no blob yet.</param>
/// <param name="Beside">Bytes of what no browser of ours makes: snapshots, and blobs of other types.</param>
/// <param name="Blocks">The numbers of its blocks. Browsers number from 0 in six digits; other names are not theirs.</param>
/// <param name="Whole">The blob, when it is one that a reader can open: with its metadata, and stored as it is.</param>
public sealed record StagedBlob(
    long Committed, long Uncommitted, long Beside, IReadOnlyList<int> Blocks, (ETag ETag, string EncryptionData)? Whole)
{
    /// <summary>An upload that did not begin.</summary>
    public static readonly StagedBlob Nothing = new(0, 0, 0, [], null);

    /// <summary>All that is stored.</summary>
    public long Bytes => Committed + Uncommitted + Beside;

    /// <summary>
    /// Whether it is more than <paramref name="size"/> plain bytes can become. An upload that is made again has its blocks
    /// beside those of the blob that is there, so each counts for itself.
    /// </summary>
    public bool IsOver(long size) =>
        Committed > SealedBlobs.StoredLength(size) || Uncommitted > SealedBlobs.StoredLength(size) || Beside > 0;

    /// <summary>Whether it is all of <paramref name="size"/> plain bytes, and nothing is left beside it.</summary>
    public bool IsComplete(long size) =>
        Whole is not null && Committed == SealedBlobs.StoredLength(size) && Uncommitted == 0 && Beside == 0;
}

/// <summary>
/// Sealed files: blobs with random names, and tickets (a SAS for one of them) to write or read it. Content goes straight
/// between browser and storage. A ticket to write allows more than writing: leases and breaking them, snapshots, metadata,
/// tiers, for as long as it lasts. So what was accepted stands under a name that no ticket to write ever had.
/// </summary>
public sealed class SealedBlobs(StorageClients storage, TimeProvider time)
{
    /// <summary>Plain bytes in every region but the last.</summary>
    public const int RegionSize = 512 * 1024;

    private const int RegionOverhead = 12 + 16;
    private const string EncryptionDataName = "encryptiondata";
    private static readonly TimeSpan DelegationKeyLifetime = TimeSpan.FromHours(6);
    private UserDelegationKey? delegationKey;

    /// <summary>What is stored for <paramref name="size"/> bytes of plain text.</summary>
    public static long StoredLength(long size) => size + (RegionOverhead * ((size + RegionSize - 1) / RegionSize));

    /// <summary>A ticket to write one blob: Put Block and Put Block List need <c>w</c>.</summary>
    public async Task<(Uri Address, DateTimeOffset ExpiresAt)> UploadTicketAsync(string blobName, CancellationToken cancellationToken)
    {
        var expiresAt = time.GetUtcNow() + SecurityNumbers.UploadTicket;
        return (await TicketAsync(blobName, BlobSasPermissions.Write, expiresAt, cancellationToken), expiresAt);
    }

    /// <summary>A ticket to read one blob, as a download without a name or type.</summary>
    public async Task<(Uri Address, DateTimeOffset ExpiresAt)> DownloadTicketAsync(string blobName, CancellationToken cancellationToken)
    {
        var expiresAt = time.GetUtcNow() + SecurityNumbers.DownloadTicket;
        return (await TicketAsync(blobName, BlobSasPermissions.Read, expiresAt, cancellationToken), expiresAt);
    }

    /// <summary>What is stored of an upload under way, or of one that was put together but not finished.</summary>
    public async Task<StagedBlob> LookAsync(string blobName, CancellationToken cancellationToken)
    {
        var (committed, beside) = (0L, 0L);
        (ETag, string)? whole = null;
        await foreach (var item in storage.Sealed.GetBlobsAsync(BlobTraits.Metadata, BlobStates.Snapshots, blobName, cancellationToken))
        {
            var length = item.Properties.ContentLength ?? 0;
            var isOurs = item.Snapshot is null && item.Properties.BlobType == BlobType.Block;
            committed += isOurs ? length : 0;
            whole = isOurs ? WholeOf(item) : whole;
            // One without a byte is none of ours all the same.
            beside += isOurs ? 0 : Math.Max(1, length);
        }

        try
        {
            BlockList list = await storage.Sealed.GetBlockBlobClient(blobName).GetBlockListAsync(cancellationToken: cancellationToken);
            return new StagedBlob(
                committed,
                list.UncommittedBlocks.Sum(block => block.SizeLong),
                beside,
                [.. list.UncommittedBlocks.Concat(list.CommittedBlocks).Select(block => NumberOf(block.Name)).OfType<int>().Distinct().Order()],
                whole);
        }
        catch (RequestFailedException none) when (none.Status is 404 or 409)
        {
            // Nothing there, or a blob of another type.
            return new StagedBlob(committed, 0, beside, [], whole);
        }
    }

    private static int? NumberOf(string blockId)
    {
        Span<byte> name = stackalloc byte[64];
        return Convert.TryFromBase64String(blockId, name, out var length)
            && int.TryParse(name[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>
    /// Copies a complete upload to its last name, within the storage; null when it is not complete. Again: how the copy is.
    /// One that failed, or whose upload was changed while it ran, begins anew.
    /// </summary>
    /// <param name="uploadName">The name that upload tickets have.</param>
    /// <param name="blobName">The name that none has.</param>
    /// <param name="size">Plain bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AcceptedBlob?> AcceptAsync(string uploadName, string blobName, long size, CancellationToken cancellationToken)
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
                    Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [EncryptionDataName] = encryptionData },
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
            var found = (await storage.Sealed.GetBlobClient(blobName).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
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

    private static (ETag ETag, string EncryptionData)? WholeOf(BlobItem item)
    {
        var properties = item.Properties;
        return properties.ETag is { } etag
            && string.IsNullOrEmpty(properties.ContentEncoding)
            && properties.AccessTier != AccessTier.Archive
            && item.Metadata.TryGetValue(EncryptionDataName, out var encryptionData)
                // In a list it stands without the quotes that a condition needs.
                ? (new ETag(etag.ToString("H")), encryptionData)
                : null;
    }

    /// <summary>Deletes an upload, with the blocks that no blob was made of; deleting what is gone is no error.</summary>
    public async Task DeleteUploadAsync(string uploadName, CancellationToken cancellationToken)
    {
        if (!await DeleteAsync(uploadName, cancellationToken))
        {
            // They stay for a week, unless a blob takes their place.
            await storage.Sealed.GetBlobClient(uploadName).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
            await DeleteAsync(uploadName, cancellationToken);
        }
    }

    /// <summary>Deletes a blob; false when there was none.</summary>
    public async Task<bool> DeleteAsync(string blobName, CancellationToken cancellationToken)
    {
        var blob = storage.Sealed.GetBlobClient(blobName);
        try
        {
            return await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException held) when (held.Status is 409 or 412)
        {
            // Leased by whoever held the upload ticket, or still being copied: the owner of the account decides.
            await LetGoAsync(blob, cancellationToken);
            return await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
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

        var signature = ticket.ToSasQueryParameters(await DelegationKeyAsync(cancellationToken), storage.Blobs.AccountName);
        return new BlobUriBuilder(blob.Uri) { Sas = signature }.ToUri();
    }

    /// <summary>A key of the identity that signs tickets in Azure, renewed well before it ends.</summary>
    private async Task<UserDelegationKey> DelegationKeyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (delegationKey is null || delegationKey.SignedExpiresOn < now + TimeSpan.FromHours(1))
        {
            delegationKey = await storage.Blobs.GetUserDelegationKeyAsync(now.AddMinutes(-15), now + DelegationKeyLifetime, cancellationToken);
        }

        return delegationKey;
    }
}
