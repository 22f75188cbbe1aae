// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables;

/// <summary>What every row has: its two keys, when it last changed and which version of it this is.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>Set by the service; ignored when written.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>Set by the service; a write is only conditional on it where a method takes it.</summary>
    ETag ETag { get; set; }
}
