using Zegel.Functions.Audit;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>What was written down, wherever it is on its way.</summary>
public static class Audited
{
    /// <summary>The lines of the whole trail, in their order.</summary>
    public static async Task<IReadOnlyList<string>> TrailAsync(this TestWorld world) =>
        [.. (await world.RowsAsync("audit")).Where(row => row.RowKey.StartsWith("entry~", StringComparison.Ordinal))
            .OrderBy(row => row.RowKey, StringComparer.Ordinal).Select(row => Row.Read<string>(row).Value)];

    /// <summary>Everything about a place (<c>table/partition</c>), in the trail or still beside what it tells of, each once.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> AuditedAsync(this TestWorld world, string place)
    {
        // First where they are taken away, then where they come: none is missed on its way.
        var (table, partition) = (place.Split('/')[0], place.Split('/')[1]);
        var waiting = (await world.RowsAsync(table, partition))
            .Where(row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal))
            .Select(row => AuditEntry.Of(new PendingRecord(row.RowKey["audit~".Length..], place, Row.Read<AuditRecord>(row).Value), 0, ""));
        var entered = (await world.TrailAsync()).Select(line => AuditEntry.Read(line)!.Value.Entry).Where(entry => entry.Place == place);
        return [.. waiting.Concat(entered).DistinctBy(entry => entry.Id).OrderBy(entry => entry.Id, StringComparer.Ordinal)];
    }
}
