using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Audit;

/// <summary>
/// Signs how far the trail is: at the end of each day, and now and then in between. What it signs it reads back first;
/// a trail that does not hold is not signed, and somebody is told. Who changes the trail later would have to sign it.
/// </summary>
public sealed partial class AuditCheckpoints(
    StorageClients storage, AuditTrail trail, AuditKey key, TimeProvider time, ILogger<AuditCheckpoints> log)
{
    private const string Partition = "trail";
    private const string SignedRow = "signed";

    private static readonly Meter Meter = new("Zegel");
    private static readonly Counter<long> Broken =
        Meter.CreateCounter<long>("zegel.audit.broken", "{entry}", "Entries of the audit trail that do not hold.");

    /// <summary>Up to where the trail is signed.</summary>
    private sealed record Signed(string Day, long Seq, string Hash);

    /// <summary>Signs what is new. Safe to run twice and by two at once.</summary>
    /// <returns>False when the trail does not hold.</returns>
    public async Task<bool> SignAsync(CancellationToken cancellationToken)
    {
        if (await FindSignedAsync(cancellationToken) is not { } signed)
        {
            return true;
        }

        while (await trail.FindDayAsync(signed.Day, cancellationToken) is { } day)
        {
            if (await CheckAsync(signed, day, cancellationToken) is { } broken)
            {
                Broken.Add(1);
                LogBroken(broken);
                return false;
            }

            if (day.Seq > signed.Seq)
            {
                var line = await key.SignAsync(day.Seq, day.Hash, time.GetUtcNow(), cancellationToken);
                await storage.Audit.TryInsertAsync(Partition, RowOf(day.Seq), line, cancellationToken);
            }

            // In the logs too, which are another system with other people: there it cannot be changed together.
            LogSigned(day.Seq, day.Hash);
            signed = new Signed(day.Next ?? signed.Day, day.Seq, day.Hash);
            await storage.Audit.UpsertEntityAsync(Row.Of(Partition, SignedRow, signed), TableUpdateMode.Replace, cancellationToken);
            if (day.Next is null)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>The lines of the checkpoints at entries between two numbers, in their order.</summary>
    public async IAsyncEnumerable<(long Seq, string Line)> ReadAsync(
        long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {RowOf(from)} and RowKey le {RowOf(to)}");
        await foreach (var row in storage.Audit.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var seq = row.RowKey[(row.RowKey.IndexOf('~', StringComparison.Ordinal) + 1)..];
            yield return (long.Parse(seq, CultureInfo.InvariantCulture), Row.Read<string>(row).Value);
        }
    }

    private async Task<Signed?> FindSignedAsync(CancellationToken cancellationToken) =>
        (await storage.Audit.FindAsync<Signed>(Partition, SignedRow, cancellationToken))?.Value
        ?? (await trail.FindFirstDayAsync(cancellationToken) is { } first ? new Signed(first, 0, AuditEntry.None) : null);

    /// <summary>The number of the first entry since the last checkpoint that does not hold; null when all do.</summary>
    private async Task<long?> CheckAsync(Signed signed, TrailDay day, CancellationToken cancellationToken)
    {
        var (seq, hash) = (signed.Seq, signed.Hash);
        await foreach (var line in trail.ReadAsync(signed.Day, signed.Seq + 1, day.Seq, cancellationToken))
        {
            seq++;
            if (AuditEntry.Read(line) is not var (entry, entryHash) || entry.Seq != seq || entry.Previous != hash)
            {
                return seq;
            }

            hash = entryHash;
        }

        return seq == day.Seq && hash == day.Hash ? null : seq + 1;
    }

    private static string RowOf(long seq) => $"checkpoint~{seq.ToString("D12", CultureInfo.InvariantCulture)}";

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit checkpoint {Seq} {Hash}")]
    private partial void LogSigned(long seq, string hash);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit trail does not hold at entry {Seq}; it is not signed any further")]
    private partial void LogBroken(long seq);
}
