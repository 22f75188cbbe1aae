using System.Collections.Concurrent;

namespace Zegel.Functions.Storage;

/// <summary>A partition in which audit records were written.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Partition">The partition's key.</param>
public sealed record AuditedPartition(string Table, string Partition);

/// <summary>
/// Where this process wrote audit records that must still be moved into the trail. In memory: what is forgotten in a
/// crash stands in its partition and is found again.
/// </summary>
public sealed class WrittenAudit
{
    /// <summary>The prefix of audit rows.</summary>
    public const string Prefix = "audit";

    private static readonly ConditionalWeakTable<TableClient, WrittenAudit> OfTables = [];

    private readonly ConcurrentDictionary<AuditedPartition, bool> partitions = new();

    /// <summary>Whether nothing waits to be told.</summary>
    public bool IsEmpty => partitions.IsEmpty;

    /// <summary>Where it is noted that a table holds audit records.</summary>
    /// <exception cref="InvalidOperationException">From this table nobody moves them into the trail.</exception>
    public static WrittenAudit Of(TableClient table) => OfTables.TryGetValue(table, out var written)
        ? written
        : throw new InvalidOperationException($"Audit records written in the table {table.Name} would stay there.");

    /// <summary>Takes notes for a table from here on.</summary>
    public void Watch(TableClient table) => OfTables.Add(table, this);

    /// <summary>Adds a partition.</summary>
    public void Note(AuditedPartition partition) => partitions[partition] = true;

    /// <summary>Takes out all.</summary>
    public IReadOnlyList<AuditedPartition> Take() =>
        [.. partitions.Keys.Where(partition => partitions.TryRemove(partition, out _))];
}
