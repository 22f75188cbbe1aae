namespace Zegel.Functions.Spaces.Files;

/// <summary>What the files of a mailbox's spaces take, in bytes.</summary>
/// <param name="StoredByStaff">Finished files of staff, sent or not.</param>
/// <param name="StoredOutside">Finished files of people outside, sent or not.</param>
/// <param name="StagedByStaff">Uploads of staff that are not finished, as announced.</param>
/// <param name="StagedOutside">Uploads of people outside that are not finished, as they were really stored when looked
/// at.</param>
public sealed record QuotaUse(long StoredByStaff, long StoredOutside, long StagedByStaff, long StagedOutside)
{
    /// <summary>Nothing.</summary>
    public static readonly QuotaUse None = new(0, 0, 0, 0);

    /// <summary>All finished files.</summary>
    public long Stored => StoredByStaff + StoredOutside;

    /// <summary>All of people outside.</summary>
    public long Outside => StoredOutside + StagedOutside;

    /// <summary>Both together.</summary>
    public QuotaUse Plus(QuotaUse other) => new(
        StoredByStaff + other.StoredByStaff, StoredOutside + other.StoredOutside,
        StagedByStaff + other.StagedByStaff, StagedOutside + other.StagedOutside);

    /// <summary>Without the other one.</summary>
    public QuotaUse Minus(QuotaUse other) => Plus(new(
        -other.StoredByStaff, -other.StoredOutside, -other.StagedByStaff, -other.StagedOutside));
}

/// <summary>
/// How much the files of a mailbox's spaces take. A partition of its own, <c>space~&lt;mailbox&gt;</c>: a row a
/// file, by space and file, and the sum in <see cref="Shards"/> rows. A file's row and one of them, taken by
/// chance, change in one transaction, so that counting is safe to repeat and no row is changed by all; a single row of
/// the sum says nothing, all together do.
/// </summary>
public sealed class Quota(StorageClients storage)
{
    private const int Shards = 64;
    private const string SumPrefix = "sum";

    /// <summary>The sum, in one query.</summary>
    public async Task<QuotaUse> SumAsync(string mailboxId, CancellationToken cancellationToken) =>
        (await storage.Conversations.ReadAllAsync(
            Row.In(PartitionOf(mailboxId), Row.Prefix(SumPrefix)), cancellationToken))
        .Select(row => Row.Read<QuotaUse>(row).Value).Aggregate(QuotaUse.None, (sum, shard) => sum.Plus(shard));

    /// <summary>Counts an upload that is under way, or counts it anew.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stored">What is really stored of it; staff's counts as announced all the same.</param>
    public Task CountStagedAsync(SealedFile file, long stored, CancellationToken cancellationToken) =>
        CountStagedAsync([(file, stored)], cancellationToken);

    /// <summary>The same for several of one mailbox.</summary>
    public Task CountStagedAsync(
        IEnumerable<(SealedFile File, long Stored)> files, CancellationToken cancellationToken) =>
        ChangeAsync(
            files.Select(one => (one.File, (QuotaUse?)(one.File.IsOfMailbox
                ? QuotaUse.None with { StagedByStaff = one.File.Size }
                : QuotaUse.None with { StagedOutside = one.Stored }))),
            cancellationToken);

    /// <summary>Counts finished files of one mailbox.</summary>
    public Task CountStoredAsync(IEnumerable<SealedFile> files, CancellationToken cancellationToken) =>
        ChangeAsync(
            files.Select(file => (file, (QuotaUse?)(file.IsOfMailbox
                ? QuotaUse.None with { StoredByStaff = file.Size }
                : QuotaUse.None with { StoredOutside = file.Size }))),
            cancellationToken);

    /// <summary>Counts a file no longer; what was not counted is no error.</summary>
    public Task GiveBackAsync(SealedFile file, CancellationToken cancellationToken) =>
        ChangeAsync([(file, null)], cancellationToken);

    private async Task ChangeAsync(
        IEnumerable<(SealedFile File, QuotaUse? Wanted)> files, CancellationToken cancellationToken)
    {
        // With the row of the sum they are one transaction.
        foreach (var some in files.Chunk(Changes.Most - 1))
        {
            await Conflicts.RetryAsync<bool>(() => TryChangeAsync(some, cancellationToken));
        }
    }

    private async Task<(bool Done, bool Result)> TryChangeAsync(
        (SealedFile File, QuotaUse? Wanted)[] files, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(files[0].File.MailboxId);
        var shardRow =
            $"{SumPrefix}~{RandomNumberGenerator.GetInt32(Shards).ToString("D2", CultureInfo.InvariantCulture)}";
        var rows = await Task.WhenAll(files.Select(one => RowOf(one.File)).Append(shardRow).Select(
            row => storage.Conversations.FindAsync<QuotaUse>(partition, row, cancellationToken)));
        var (changes, difference) = (new Changes(partition), QuotaUse.None);
        foreach (var ((file, wanted), counted) in files.Zip(rows))
        {
            // Finished stays finished: whoever looked at the upload before counts it too late.
            if (wanted == counted?.Value || (counted?.Value.Stored > 0 && wanted is { Stored: 0 }))
            {
                continue;
            }

            Write(changes, RowOf(file), counted, wanted);
            difference = difference.Plus(wanted ?? QuotaUse.None).Minus(counted?.Value ?? QuotaUse.None);
        }

        if (changes.Count == 0)
        {
            return (true, false);
        }

        Write(changes, shardRow, rows[^1], (rows[^1]?.Value ?? QuotaUse.None).Plus(difference));
        return (await changes.TrySubmitAsync(storage.Conversations, cancellationToken), true);
    }

    private static void Write(Changes changes, string rowKey, Stored<QuotaUse>? before, QuotaUse? now)
    {
        if (before is null)
        {
            changes.Insert(rowKey, now);
        }
        else if (now is null)
        {
            changes.Delete(rowKey, before.ETag);
        }
        else
        {
            changes.Replace(before, now);
        }
    }

    private static string PartitionOf(string mailboxId) => "space~" + mailboxId;

    private static string RowOf(SealedFile file) => $"file~{file.Author.Space}~{file.FileId}";
}
