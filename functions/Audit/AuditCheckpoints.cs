using System.Diagnostics.Metrics;

namespace Zegel.Functions.Audit;

/// <summary>Why the trail is not signed any further.</summary>
public enum TrailFault
{
    /// <summary>There are entries, and nothing that was ever signed.</summary>
    AnchorMissing,

    /// <summary>What stands as the last checkpoint was not signed by the vault's key.</summary>
    CheckpointForged,

    /// <summary>An entry is not there.</summary>
    EntryMissing,

    /// <summary>An entry is not the one that was written, or does not follow on the one before it.</summary>
    EntryChanged,

    /// <summary>A day says that it is not as far as it is, or names as the next one a day that cannot be.</summary>
    HeadChanged,
}

/// <summary>How far the trail is known to be sound.</summary>
/// <param name="Last">The last checkpoint; null before the first, and when it is forged.</param>
/// <param name="Fault">Why it is not signed any further; null when it holds.</param>
/// <param name="At">The entry that does not hold.</param>
public sealed record TrailState(AuditCheckpoint? Last, TrailFault? Fault = null, long At = 0);

/// <summary>
/// Signs how far the trail is: at the end of each day, and now and then in between. It goes on from what it signed
/// last, as that stands in <see cref="AuditAnchor"/>, and reads back everything that came since: what does not grow
/// from there is not signed, and somebody is told. No table says where it was.
/// </summary>
public sealed partial class AuditCheckpoints(AuditTrail trail, AuditAnchor anchor, ILogger<AuditCheckpoints> log)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Counter<long> Broken =
        Meter.CreateCounter<long>("zegel.audit.broken", "{entry}", "Entries of the audit trail that do not hold.");

    private sealed record Point(string Day, long Seq, string Hash);

    /// <summary>What can be signed, after what was signed last.</summary>
    private sealed record Growth(AnchorEnd? Last, IReadOnlyList<Point> Points, TrailFault? Fault = null, long At = 0)
    {
        public TrailState State => new(Last?.Checkpoint, Fault, At);
    }

    /// <summary>Signs what is new. Safe to run twice and by two at once.</summary>
    public async Task<TrailState> SignAsync(CancellationToken cancellationToken)
    {
        var state = await Conflicts.RetryAsync(() => TrySignAsync(cancellationToken));
        if (state.Fault is { } fault)
        {
            Broken.Add(1, new KeyValuePair<string, object?>("zegel.fault", fault.ToString()));
            LogBroken(state.At, fault);
        }
        else if (state.Last is { } signed)
        {
            // In the logs too, which are another system with other people: there it cannot be changed together.
            LogSigned(signed.Checkpoint, signed.Hash);
        }

        return state;
    }

    /// <summary>Looks how the trail is, and signs nothing.</summary>
    public async Task<TrailState> LookAsync(CancellationToken cancellationToken) =>
        (await GrowthAsync(cancellationToken)).State;

    /// <summary>Not done when another instance signed meanwhile.</summary>
    private async Task<(bool Done, TrailState State)> TrySignAsync(CancellationToken cancellationToken)
    {
        var growth = await GrowthAsync(cancellationToken);
        if (growth.Fault is not null)
        {
            return (true, growth.State);
        }

        var last = growth.Last;
        foreach (var (day, seq, hash) in growth.Points)
        {
            last = await anchor.TrySignAsync(last, day, seq, hash, cancellationToken);
            if (last is null)
            {
                return (false, growth.State);
            }
        }

        return (true, new TrailState(last?.Checkpoint));
    }

    private async Task<Growth> GrowthAsync(CancellationToken cancellationToken)
    {
        if (await anchor.FindLastAsync(cancellationToken) is not { } last)
        {
            return new Growth(
                null, [], await trail.FindFirstDayAsync(cancellationToken) is null ? null : TrailFault.AnchorMissing);
        }

        if (last.Checkpoint is not { } signed)
        {
            return new Growth(last, [], TrailFault.CheckpointForged);
        }

        var points = new List<Point>();
        var (seq, hash) = (signed.Checkpoint, signed.Hash);
        // Whatever is called the first day, its first entry is the first.
        var name = seq > 0 ? signed.Day : await trail.FindFirstDayAsync(cancellationToken) ?? signed.Day;
        while (await trail.FindDayAsync(name, cancellationToken) is { } day)
        {
            // In its own day the signed entry is read again: what follows hangs on it.
            var expected = signed.Checkpoint > 0 && name == signed.Day ? seq : seq + 1;
            await foreach (var (number, line) in trail.ReadAsync(name, expected, long.MaxValue, cancellationToken))
            {
                if (number != expected)
                {
                    return Fault(TrailFault.EntryMissing, expected);
                }

                if (AuditEntry.Read(line) is not var (entry, entryHash) || entry.Seq != number
                    || (number == signed.Checkpoint ? entryHash != hash : entry.Previous != hash))
                {
                    return Fault(TrailFault.EntryChanged, number);
                }

                (seq, hash, expected) = (number, entryHash, number + 1);
            }

            if (expected <= day.Seq || (signed.Checkpoint > 0 && expected == signed.Checkpoint))
            {
                return Fault(TrailFault.EntryMissing, expected);
            }

            // Read once more: it may have grown while its entries were read, and it never shrinks.
            if (await trail.FindDayAsync(name, cancellationToken) is not { } now
                || now.Seq < seq || (now.Seq == seq && now.Hash != hash)
                || (day.Next is not null && (day.Seq != seq || !trail.CanFollow(name, day.Next))))
            {
                return Fault(TrailFault.HeadChanged, seq);
            }

            if (seq > Math.Max(signed.Checkpoint, points.LastOrDefault()?.Seq ?? 0))
            {
                points.Add(new Point(name, seq, hash));
            }

            if (day.Next is null)
            {
                return new Growth(last, points);
            }

            name = day.Next;
        }

        // The day that was signed is there; of a day that is only named nothing was entered yet.
        var isGone = signed.Checkpoint > 0 && name == signed.Day;
        return isGone ? Fault(TrailFault.EntryMissing, signed.Checkpoint) : new Growth(last, points);

        Growth Fault(TrailFault fault, long at) => new(last, [], fault, at);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit checkpoint {Seq} {Hash}")]
    private partial void LogSigned(long seq, string hash);

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "The audit trail does not hold at entry {Seq}: {Fault}; it is not signed any further")]
    private partial void LogBroken(long seq, TrailFault fault);
}
