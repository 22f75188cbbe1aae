using System.Collections.Concurrent;
using Azure.Core;

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

    private readonly ConcurrentDictionary<AuditedPartition, bool> partitions = new();

    /// <summary>Whether nothing waits to be told.</summary>
    public bool IsEmpty => partitions.IsEmpty;

    /// <summary>Adds a partition.</summary>
    public void Note(AuditedPartition partition) => partitions[partition] = true;

    /// <summary>Takes out all.</summary>
    public IReadOnlyList<AuditedPartition> Take() =>
        [.. partitions.Keys.Where(partition => partitions.TryRemove(partition, out _))];
}

/// <summary>A table whose transactions tell where they wrote audit records.</summary>
internal sealed class AuditedTable : TableClient
{
    private readonly WrittenAudit written;

    public AuditedTable(string connectionString, string name, WrittenAudit written)
        : base(connectionString, name) => this.written = written;

    public AuditedTable(Uri endpoint, string name, TokenCredential identity, WrittenAudit written)
        : base(endpoint, name, identity) => this.written = written;

    /// <inheritdoc/>
    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<TableTransactionAction> actions = [.. transactionActions];
        var record = actions.FirstOrDefault(action => action.ActionType == TableTransactionActionType.Add
            && action.Entity.RowKey.StartsWith(WrittenAudit.Prefix + "~", StringComparison.Ordinal));
        try
        {
            return await base.SubmitTransactionAsync(actions, cancellationToken);
        }
        finally
        {
            // Also after an error: an answer may have been lost on its way.
            if (record is not null)
            {
                written.Note(new AuditedPartition(Name, record.Entity.PartitionKey));
            }
        }
    }
}
