using Shouldly;
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

    /// <summary>
    /// Fails unless it was written down who did what to what: stated whole, since an entry without its ids tells nobody anything.
    /// </summary>
    /// <param name="world">Where.</param>
    /// <param name="place">The table and the partition, <c>/</c> between them.</param>
    /// <param name="what">What happened.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="about">To what; null where the place says it.</param>
    /// <param name="times">How often; null: at least once.</param>
    public static async Task IsWrittenDownAsync(
        this TestWorld world, string place, AuditEvent what, string actor, string? about, int? times = null)
    {
        var entries = (await world.AuditedAsync(place)).Select(entry => (entry.Event, entry.Actor, entry.About)).ToList();
        var expected = (AuditEntry.NameOf(what), actor, about);
        entries.ShouldContain(expected);
        if (times is not null)
        {
            entries.Count(entry => entry == expected).ShouldBe(times.Value);
        }
    }
}
