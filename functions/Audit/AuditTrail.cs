namespace Zegel.Functions.Audit;

/// <summary>A day of the trail: how far it is, and between which days it stands.</summary>
/// <param name="Seq">The number of the last entry so far; at first that of the day before.</param>
/// <param name="Hash">The hash of that entry.</param>
/// <param name="OpenedAt">When the day was opened: a record that was written long after is in no earlier day.</param>
/// <param name="Previous">The day before, of those in which anything was entered.</param>
/// <param name="Next">The next day; when it is named nothing is entered in this one any more.</param>
public sealed record TrailDay(long Seq, string Hash, DateTimeOffset OpenedAt, string? Previous, string? Next);

/// <summary>
/// The audit trail: entries that each hold the hash of the one before. A partition a day (UTC, of entering), with
/// rows <c>head</c>, <c>entry~&lt;number&gt;</c> and <c>id~&lt;record&gt;</c>, which change in one transaction under
/// the head's ETag: two that enter at once meet there, and a record is entered once. A day ends when the next one is
/// named in its head. Nothing here is ever deleted or written over but the head.
/// <para>
/// Whoever writes to this table can put heads back; entering believes them, and <see cref="AuditCheckpoints"/>, which
/// does not, tells. That a trail begins is signed before its first entry, so that one that was emptied does not begin
/// anew.
/// </para>
/// </summary>
public sealed class AuditTrail(StorageClients storage, AuditAnchor anchor, TimeProvider time) : IDisposable
{
    /// <summary>How many records are entered at once: two rows each and the head, in a transaction.</summary>
    public const int BatchSize = 49;

    /// <summary>Where an administrator reads on.</summary>
    internal const string Help = "see 'The trail does not hold' in docs/operations.md";

    private const string Trail = "trail";
    private const string OpenRow = "open";
    private const string HeadRow = "head";

    /// <summary>How far the clocks of two instances may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1);

    private sealed record Days(string First, string Open);

    /// <summary>The name of a day.</summary>
    public static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The name of the day of a moment.</summary>
    public static string DayOf(DateTimeOffset at) => DayOf(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>The first day; null while nothing was ever entered.</summary>
    public async Task<string?> FindFirstDayAsync(CancellationToken cancellationToken) =>
        (await storage.Audit.FindAsync<Days>(Trail, OpenRow, cancellationToken))?.Value.First;

    /// <summary>A day, or null when nothing was entered then.</summary>
    public async Task<TrailDay?> FindDayAsync(string day, CancellationToken cancellationToken) =>
        (await storage.Audit.FindAsync<TrailDay>(day, HeadRow, cancellationToken))?.Value;

    /// <summary>The number of a day's first entry; null when it has none.</summary>
    public async Task<long?> FindFirstAsync(string day, CancellationToken cancellationToken)
    {
        var all = Entries(day, 1, long.MaxValue);
        var rows = storage.Audit.QueryAsync<TableEntity>(all, 1, ["RowKey"], cancellationToken);
        return await rows.FirstOrDefaultAsync(cancellationToken) is { } first ? SeqOf(first) : null;
    }

    /// <summary>
    /// The lines of a day's entries between two numbers, in their order, each with the number under which it stands.
    /// A row that cannot be read is an empty line: it is not what was written.
    /// </summary>
    public async IAsyncEnumerable<(long Seq, string Line)> ReadAsync(
        string day, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = Entries(day, from, to);
        await foreach (var row in storage.Audit.QueryAsync<TableEntity>(entries, cancellationToken: cancellationToken))
        {
            yield return (SeqOf(row), LineOf(row));
        }
    }

    /// <summary>Whether a day can follow on another: it is a day, it comes later, and it has begun.</summary>
    public bool CanFollow(string day, string next) =>
        DateOnly.TryParseExact(next, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && string.CompareOrdinal(next, day) > 0 && string.CompareOrdinal(next, DayOf(time.GetUtcNow() + Skew)) <= 0;

    /// <summary>Enters records that are not in the trail yet. Safe to repeat: a record is known by its id.</summary>
    /// <param name="records">At most <see cref="BatchSize"/>.</param>
    public async Task EnterAsync(IReadOnlyList<PendingRecord> records, CancellationToken cancellationToken)
    {
        // One at a time in a process; between processes the head's ETag decides.
        await gate.WaitAsync(cancellationToken);
        try
        {
            var isFirst = true;
            await Conflicts.RetryAsync<bool>(async () =>
            {
                var open = await OpenDayAsync(cancellationToken);
                var fresh = await WithoutEnteredAsync(records, open, isFirst, cancellationToken);
                isFirst = false;
                return (fresh.Count == 0 || await TryEnterAsync(fresh, open, cancellationToken), true);
            });
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private Task<bool> TryEnterAsync(
        IReadOnlyList<PendingRecord> records, Stored<TrailDay> open, CancellationToken cancellationToken)
    {
        var changes = new Changes(open.PartitionKey);
        var (seq, hash) = (open.Value.Seq, open.Value.Hash);
        foreach (var record in records)
        {
            var (line, next) = AuditEntry.Of(record, ++seq, hash).Seal();
            changes.Insert(EntryRow(seq), line);
            changes.Insert(IdRow(record.Id), seq);
            hash = next;
        }

        changes.Replace(open, open.Value with { Seq = seq, Hash = hash });
        return changes.TrySubmitAsync(storage.Audit, cancellationToken);
    }

    /// <summary>
    /// The records that no day holds. The open day itself is asked only after a conflict: its <c>id</c> rows refuse a
    /// second entry. An ended day is asked for records that may have been written before the next one was opened.
    /// </summary>
    private async Task<IReadOnlyList<PendingRecord>> WithoutEnteredAsync(
        IReadOnlyList<PendingRecord> records, Stored<TrailDay> open, bool isFirst, CancellationToken cancellationToken)
    {
        var fresh = records;
        var (name, day) = (open.PartitionKey, (TrailDay?)open.Value);
        while (day is not null)
        {
            if (name != open.PartitionKey || !isFirst)
            {
                var entered = await Task.WhenAll(fresh.Select(record =>
                    storage.Audit.FindAsync<long>(name, IdRow(record.Id), cancellationToken)));
                fresh = [.. fresh.Where((_, i) => entered[i] is null)];
            }

            var opened = day.OpenedAt + Skew;
            if (day.Previous is null || !fresh.Any(record => record.Record.At <= opened))
            {
                break;
            }

            ThrowUnless(string.CompareOrdinal(day.Previous, name) < 0, day.Previous, name);
            name = day.Previous;
            day = await FindDayAsync(name, cancellationToken);
        }

        return fresh;
    }

    /// <summary>The day in which entries are made now. What a crash left half done, the next one makes good.</summary>
    private async Task<Stored<TrailDay>> OpenDayAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DayOf(now);
        var days = await storage.Audit.FindAsync<Days>(Trail, OpenRow, cancellationToken);
        if (days is null)
        {
            await anchor.BeginAsync(cancellationToken);
            await storage.Audit.TryInsertAsync(Trail, OpenRow, new Days(today, today), cancellationToken);
            days = await storage.Audit.FindAsync<Days>(Trail, OpenRow, cancellationToken);
        }

        var name = days!.Value.Open;
        if (name == days.Value.First)
        {
            await EnsureDayAsync(name, new TrailDay(0, AuditEntry.None, now, null, null), cancellationToken);
        }

        while (true)
        {
            var day = (await storage.Audit.FindAsync<TrailDay>(name, HeadRow, cancellationToken))!;
            var next = day.Value.Next ?? (string.CompareOrdinal(today, name) > 0 ? today : null);
            if (next is null)
            {
                return day;
            }

            ThrowUnless(CanFollow(name, next), name, next);

            if (day.Value.Next is null)
            {
                var end = new Changes(name);
                end.Replace(day, day.Value with { Next = next });
                if (!await end.TrySubmitAsync(storage.Audit, cancellationToken))
                {
                    continue;
                }
            }

            await EnsureDayAsync(next, new TrailDay(day.Value.Seq, day.Value.Hash, now, name, null), cancellationToken);
            await storage.Audit.UpsertEntityAsync(
                Row.Of(Trail, OpenRow, days.Value with { Open = next }), TableUpdateMode.Replace, cancellationToken);
            name = next;
        }
    }

    private async Task EnsureDayAsync(string name, TrailDay day, CancellationToken cancellationToken)
    {
        if (await FindDayAsync(name, cancellationToken) is null)
        {
            await storage.Audit.TryInsertAsync(name, HeadRow, day, cancellationToken);
        }
    }

    /// <summary>Heads that name each other would make a walk without an end.</summary>
    private static void ThrowUnless(bool isInOrder, string earlier, string later)
    {
        if (!isInOrder)
        {
            throw new InvalidOperationException(
                $"In the audit trail day {later} cannot follow on day {earlier}: {Help}.");
        }
    }

    private static string Entries(string day, long from, long to) =>
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {day} and RowKey ge {EntryRow(from)} and RowKey le {EntryRow(to)}");

    private static long SeqOf(TableEntity row) =>
        row.RowKey.Split('~', 2) is [_, var number]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0;

    private static string LineOf(TableEntity row)
    {
        try
        {
            return Row.Read<string>(row).Value;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return "";
        }
    }

    private static string EntryRow(long seq) => $"entry~{seq.ToString("D12", CultureInfo.InvariantCulture)}";

    private static string IdRow(string id) => "id~" + id;
}
