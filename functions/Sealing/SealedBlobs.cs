using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Sealing;

/// <summary>What was fixed about a blob when its upload was finished.</summary>
/// <param name="ETag">Readers send it as <c>If-Match</c>.</param>
/// <param name="LeaseId">The infinite lease that keeps old tickets from writing.</param>
public sealed record FinishedBlob(string ETag, string LeaseId);

/// <summary>What is really stored of an upload, whatever was announced.</summary>
/// <param name="Committed">Bytes of the blob.</param>
/// <param name="Uncommitted">Bytes of blocks that are in no blob yet.</param>
/// <param name="Beside">Bytes of what no browser of ours makes: snapshots, and blobs of other types.</param>
/// <param name="Blocks">The numbers of its blocks. Browsers number from 0 in six digits; other names are not theirs.</param>
public sealed record StagedBlob(long Committed, long Uncommitted, long Beside, IReadOnlyList<int> Blocks)
{
    /// <summary>An upload that did not begin.</summary>
    public static readonly StagedBlob Nothing = new(0, 0, 0, []);

    /// <summary>All that is stored.</summary>
    public long Bytes => Committed + Uncommitted + Beside;

    /// <summary>
    /// Whether it is more than <paramref name="size"/> plain bytes can become. An upload that is made again has its blocks
    /// beside those of the blob that is there, so each counts for itself.
    /// </summary>
    public bool IsOver(long size) =>
        Committed > SealedBlobs.StoredLength(size) || Uncommitted > SealedBlobs.StoredLength(size) || Beside > 0;
}

/// <summary>
/// Sealed files: blobs with random names, and tickets (a SAS for one of them) to write or read it. Content goes straight
/// between browser and storage.
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
        await foreach (var item in storage.Sealed.GetBlobsAsync(BlobTraits.None, BlobStates.Snapshots, blobName, cancellationToken))
        {
            var length = item.Properties.ContentLength ?? 0;
            var isOurs = item.Snapshot is null && item.Properties.BlobType == BlobType.Block;
            committed += isOurs ? length : 0;
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
                [.. list.UncommittedBlocks.Concat(list.CommittedBlocks).Select(block => NumberOf(block.Name)).OfType<int>().Distinct().Order()]);
        }
        catch (RequestFailedException none) when (none.Status is 404 or 409)
        {
            // Nothing there, or a blob of another type.
            return new StagedBlob(committed, 0, beside, []);
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
    /// Fixes an upload when what is stored has the right length; null when it has not. Again: the same answer as long as
    /// the lease is the one that <paramref name="leaseId"/> names, so a retry after a lost answer finishes too.
    /// </summary>
    public async Task<FinishedBlob?> FinishAsync(string blobName, long size, string leaseId, CancellationToken cancellationToken)
    {
        var blob = storage.Sealed.GetBlobClient(blobName);
        try
        {
            await blob.GetBlobLeaseClient(leaseId).AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: cancellationToken);
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            var isWhole = properties.ContentLength == StoredLength(size) && properties.Metadata.ContainsKey("encryptiondata");
            // Nothing may be left beside it: from here on nobody looks again.
            if (isWhole && await LookAsync(blobName, cancellationToken) is { Uncommitted: 0, Beside: 0 })
            {
                return new FinishedBlob(properties.ETag.ToString("H"), leaseId);
            }

            await blob.GetBlobLeaseClient(leaseId).ReleaseAsync(cancellationToken: cancellationToken);
            return null;
        }
        catch (RequestFailedException missing) when (missing.Status is 404 or 409)
        {
            // Nothing there, or somebody with the ticket leased it: not a finished upload.
            return null;
        }
    }

    /// <summary>Deletes a blob, finished or not, and the blocks of one under way; deleting what is gone is no error.</summary>
    public async Task DeleteAsync(string blobName, string? leaseId, CancellationToken cancellationToken)
    {
        var blob = storage.Sealed.GetBlobClient(blobName);
        try
        {
            var conditions = leaseId is null ? null : new BlobRequestConditions { LeaseId = leaseId };
            if (!(await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken)).Value)
            {
                // Blocks that no blob was made of stay for a week, unless a blob takes their place.
                await blob.UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
                await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
            }
        }
        catch (RequestFailedException otherLease) when (otherLease.Status is 409 or 412)
        {
            // Not leased yet, or leased by whoever held the upload ticket: the owner of the account decides.
            await BreakLeaseAsync(blob, cancellationToken);
            await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        }
    }

    private static async Task BreakLeaseAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException noLease) when (noLease.Status is 404 or 409)
        {
            // There was none.
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
