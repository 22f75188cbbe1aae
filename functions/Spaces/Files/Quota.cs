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
    public Task CountStagedAsync(SealedFile file, long stored, CancellationToken cancellationToken) => ChangeAsync(
        file,
        file.IsOfMailbox
            ? QuotaUse.None with { StagedByStaff = file.Size }
            : QuotaUse.None with { StagedOutside = stored },
        cancellationToken);

    /// <summary>Counts a finished file.</summary>
    public Task CountStoredAsync(SealedFile file, CancellationToken cancellationToken) => ChangeAsync(
        file,
        file.IsOfMailbox
            ? QuotaUse.None with { StoredByStaff = file.Size }
            : QuotaUse.None with { StoredOutside = file.Size },
        cancellationToken);

    /// <summary>Counts a file no longer; what was not counted is no error.</summary>
    public Task GiveBackAsync(SealedFile file, CancellationToken cancellationToken) =>
        ChangeAsync(file, null, cancellationToken);

    private Task<bool> ChangeAsync(SealedFile file, QuotaUse? wanted, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var (partition, fileRow) = (PartitionOf(file.MailboxId), RowOf(file));
            var shardRow =
                $"{SumPrefix}~{RandomNumberGenerator.GetInt32(Shards).ToString("D2", CultureInfo.InvariantCulture)}";
            var rows = (await storage.Conversations.ReadAllAsync(
                Row.In(partition, Row.Key(fileRow), Row.Key(shardRow)), cancellationToken))
                    .ConvertAll(Row.Read<QuotaUse>);
            var (counted, shard) = (rows.Find(row => row.RowKey == fileRow), rows.Find(row => row.RowKey == shardRow));

            // Finished stays finished: whoever looked at the upload before counts it too late.
            if (wanted == counted?.Value || (counted?.Value.Stored > 0 && wanted is { Stored: 0 }))
            {
                return (true, false);
            }

            var changes = new Changes(partition);
            Write(changes, fileRow, counted, wanted);
            Write(changes, shardRow, shard,
                (shard?.Value ?? QuotaUse.None).Minus(counted?.Value ?? QuotaUse.None).Plus(wanted ?? QuotaUse.None));
            return (await changes.TrySubmitAsync(storage.Conversations, cancellationToken), true);
        });

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
