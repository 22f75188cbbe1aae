using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Configuration;

namespace Zegel.Functions.Audit;

/// <summary>The last checkpoint, and where it stands: what is signed next is put right behind it.</summary>
/// <param name="Checkpoint">Null when the line is none that the vault's key signed, or an older one put again.</param>
/// <param name="Blob">The blob in which it stands.</param>
/// <param name="Length">How many bytes that blob has.</param>
/// <param name="Lines">How many lines.</param>
public sealed record AnchorEnd(AuditCheckpoint? Checkpoint, string Blob, long Length, int Lines);

/// <summary>
/// The checkpoints of the audit trail, where nobody who writes to the tables can change them: append blobs in the
/// account of the functions host, in a container that takes new lines and lets nothing be changed or deleted.
/// <code>
/// 0000/00/00.000.jsonl    one line: that the trail begins
/// 2026/11/28.000.jsonl    the checkpoints of the trail's day 20261128, a line each
/// 2026/11/28.001.jsonl    the same, once the blob before it holds as many lines as one can
/// </code>
/// A line is there whole or not at all, and only behind the line that the signer looked at. Reading asks no table. A
/// policy lets lines be added by whoever may write there, so a line counts only in the blob of its day and behind lower
/// numbers.
/// </summary>
public sealed class AuditAnchor
{
    private const string LocalContainer = "audit-checkpoints";
    private const string FirstPart = ".000.jsonl";

    /// <summary>The day of the first checkpoint: before all others.</summary>
    private const string Beginning = "00000000";

    private readonly BlobContainerClient container;
    private readonly AuditKey key;
    private readonly TimeProvider time;

    /// <summary>
    /// Reads the configuration: the address of the container under <c>Zegel:Audit:Container</c>; on a machine the
    /// connection string under <c>AzureWebJobsStorage</c>.
    /// </summary>
    public AuditAnchor(IConfiguration configuration, AuditKey key, TimeProvider time)
    {
        (this.key, this.time) = (key, time);
        container = configuration["Zegel:Audit:Container"] is { Length: > 0 } address
            ? new BlobContainerClient(new Uri(address), new DefaultAzureCredential())
            : new BlobContainerClient(configuration["AzureWebJobsStorage"], LocalContainer);
    }

    /// <summary>How many lines a blob takes: the limit of storage.</summary>
    internal int LinesPerBlob { get; init; } = 50_000;

    /// <summary>Signs that a trail begins, before its first entry. Safe to run twice and by two at once.</summary>
    /// <exception cref="InvalidOperationException">Entries were signed already: they were removed.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var last = await FindLastAsync(cancellationToken)
            ?? await TrySignAsync(null, Beginning, 0, AuditEntry.None, cancellationToken)
            ?? await FindLastAsync(cancellationToken);
        if (last?.Checkpoint is not { Checkpoint: 0 })
        {
            throw new InvalidOperationException(
                $"The audit trail was signed before, and now it is empty: {AuditTrail.Help}.");
        }
    }

    /// <summary>The last checkpoint, verified with the public half of the key; null when there is none.</summary>
    public async Task<AnchorEnd?> FindLastAsync(CancellationToken cancellationToken)
    {
        AnchorEnd? last = null;
        await foreach (var blob in NewestFirstAsync("", null, cancellationToken))
        {
            var lines = await ReadLinesAsync(blob, cancellationToken);
            if (last is not null)
            {
                // The blob before it, of the same day: what follows on it must be newer.
                var isNewer = lines.Count > 0 && NumberOf(lines[^1]) < last.Checkpoint?.Checkpoint;
                return isNewer ? last : last with { Checkpoint = null };
            }

            if (lines.Count == 0)
            {
                continue;
            }

            var checkpoint = IsInOrder(lines) ? await key.VerifyAsync(lines[^1], cancellationToken) : null;
            var isOfItsDay = checkpoint is not null && IsOf(blob, checkpoint.Day);
            last = new AnchorEnd(isOfItsDay ? checkpoint : null, blob, lines.Sum(line => line.Length + 1), lines.Count);
            if (blob.EndsWith(FirstPart, StringComparison.Ordinal))
            {
                break;
            }
        }

        return last;
    }

    /// <summary>Signs that the trail stands at an entry, and keeps that behind <paramref name="last"/>.</summary>
    /// <returns>The new end; null when somebody else was first, and nothing was kept.</returns>
    public async Task<AnchorEnd?> TrySignAsync(
        AnchorEnd? last, string day, long seq, string hash, CancellationToken cancellationToken)
    {
        var (name, position, lines) = Next(last, day);
        var checkpoint = await key.SignAsync(day, seq, hash, time.GetUtcNow(), cancellationToken);
        var blob = container.GetAppendBlobClient(name);
        var line = new BinaryData(checkpoint.Line + "\n").ToMemory();
        try
        {
            if (position == 0)
            {
                await CreateAsync(blob, cancellationToken);
            }

            using var stream = BinaryData.FromBytes(line).ToStream();
            var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = position };
            await blob.AppendBlockAsync(
                stream, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellationToken);
            return new AnchorEnd(checkpoint.Checkpoint, name, position + line.Length, lines + 1);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return null;
        }
    }

    /// <summary>The last line before a day, and those of the days from it up to another, in their order.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in NewestFirstAsync("", PathOf(AuditTrail.DayOf(from)), cancellationToken))
        {
            if (await ReadLinesAsync(blob, cancellationToken) is [.., var line])
            {
                yield return line;
                break;
            }
        }

        for (var day = from; day <= to; day = day.AddDays(1))
        {
            foreach (var part in await ListAsync(PathOf(AuditTrail.DayOf(day)) + ".", cancellationToken))
            {
                foreach (var line in await ReadLinesAsync(part.Blob.Name, cancellationToken))
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>The last line of a day; null when nothing of it was signed.</summary>
    public async Task<AuditCheckpoint?> FindLastOfAsync(string day, CancellationToken cancellationToken)
    {
        AuditCheckpoint? last = null;
        foreach (var part in await ListAsync(PathOf(day) + ".", cancellationToken))
        {
            var lines = await ReadLinesAsync(part.Blob.Name, cancellationToken);
            last = lines is [.., var line] ? await key.VerifyAsync(line, cancellationToken) : last;
        }

        return last;
    }

    private static long? NumberOf(string line) => AuditCheckpoint.Read(line)?.Checkpoint.Checkpoint;

    private static bool IsInOrder(IReadOnlyList<string> lines) =>
        lines.Zip(lines.Skip(1)).All(pair => NumberOf(pair.First) < NumberOf(pair.Second));

    private static bool IsOf(string blob, string day) => blob.StartsWith(PathOf(day) + ".", StringComparison.Ordinal);

    private static string NameOf(BlobHierarchyItem item) => item.Prefix ?? item.Blob.Name;

    private static string PathOf(string day) => $"{day[..4]}/{day[4..6]}/{day[6..]}";

    private static async Task CreateAsync(AppendBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All };
            await blob.CreateAsync(new AppendBlobCreateOptions { Conditions = conditions }, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Made by somebody else, or before a crash; whether it is still empty is seen when the line is put there.
        }
    }

    private (string Name, long Position, int Lines) Next(AnchorEnd? last, string day)
    {
        var path = PathOf(day);
        if (last is null || !IsOf(last.Blob, day))
        {
            return (path + FirstPart, 0, 0);
        }

        if (last.Lines < LinesPerBlob)
        {
            return (last.Blob, last.Length, last.Lines);
        }

        var part = int.Parse(last.Blob.AsSpan(path.Length + 1, 3), CultureInfo.InvariantCulture) + 1;
        return ($"{path}.{part.ToString("D3", CultureInfo.InvariantCulture)}.jsonl", 0, 0);
    }

    /// <summary>The names of the blobs, newest first, those before a path only; years and months are folders.</summary>
    private async IAsyncEnumerable<string> NewestFirstAsync(
        string folder, string? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = (await ListAsync(folder, cancellationToken))
            .Where(item => before is null || string.CompareOrdinal(NameOf(item), before) < 0);
        foreach (var item in items.OrderByDescending(NameOf, StringComparer.Ordinal))
        {
            var blobs = item.IsBlob
                ? AsyncEnumerable.Repeat(item.Blob.Name, 1)
                : NewestFirstAsync(item.Prefix!, before, cancellationToken);
            await foreach (var blob in blobs)
            {
                yield return blob;
            }
        }
    }

    /// <summary>The folders and blobs whose names begin so, in their order.</summary>
    private async Task<IReadOnlyList<BlobHierarchyItem>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        try
        {
            return await container.GetBlobsByHierarchyAsync(
                BlobTraits.None, BlobStates.None, "/", prefix, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No container: nothing was ever signed, or it was taken away.
            return [];
        }
    }

    /// <summary>All lines of a blob: a day has some three hundred, of some 400 ASCII characters.</summary>
    private async Task<IReadOnlyList<string>> ReadLinesAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadResult content = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return content.Content.ToString().Split('\n')[..^1];
    }
}
