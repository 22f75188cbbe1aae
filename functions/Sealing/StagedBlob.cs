using Azure.Storage.Blobs.Models;

namespace Zegel.Functions.Sealing;

/// <summary>An upload that is copied to where no ticket ever writes.</summary>
/// <param name="ETag">Of the copy; readers send it as <c>If-Match</c>. Null while the copy runs.</param>
public sealed record AcceptedBlob(string? ETag);

/// <summary>What is really stored of an upload, whatever was announced.</summary>
/// <param name="Committed">Bytes of the blob.</param>
/// <param name="Uncommitted">Bytes of blocks that are in no blob yet.</param>
/// <param name="Beside">Bytes of what no browser of ours makes: snapshots, and blobs of other types.</param>
/// <param name="Blocks">The numbers of its blocks: browsers number from 0 in six digits.</param>
/// <param name="Whole">The blob, when it is one that a reader can open: with its metadata, and stored as it is.</param>
public sealed record StagedBlob(
    long Committed, long Uncommitted, long Beside, IReadOnlyList<int> Blocks, (ETag ETag, string EncryptionData)? Whole)
{
    /// <summary>An upload that did not begin.</summary>
    public static readonly StagedBlob Nothing = new(0, 0, 0, [], null);

    /// <summary>All that is stored.</summary>
    public long Bytes => Committed + Uncommitted + Beside;

    /// <summary>
    /// Whether it is more than <paramref name="size"/> plain bytes can become. An upload that is made again has its
    /// blocks beside those of the blob that is there, so each counts for itself.
    /// </summary>
    public bool IsOver(long size) =>
        Committed > SealedBlobs.StoredLength(size) || Uncommitted > SealedBlobs.StoredLength(size) || Beside > 0;

    /// <summary>Whether it is all of <paramref name="size"/> plain bytes, and nothing is left beside it.</summary>
    public bool IsComplete(long size) =>
        Whole is not null && Committed == SealedBlobs.StoredLength(size) && Uncommitted == 0 && Beside == 0;

    /// <summary>The metadata by which a sealed blob is opened.</summary>
    internal const string EncryptionDataName = "encryptiondata";

    /// <summary>The number of a block; null for a name that is not a browser's of ours.</summary>
    internal static int? NumberOf(string blockId)
    {
        Span<byte> name = stackalloc byte[64];
        return Convert.TryFromBase64String(blockId, name, out var length)
            && int.TryParse(name[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>What <see cref="Whole"/> says of a blob in a list.</summary>
    internal static (ETag ETag, string EncryptionData)? WholeOf(BlobItem item)
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
}
