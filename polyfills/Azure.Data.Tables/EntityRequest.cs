// Stands in for Azure.Data.Tables 12.11.0.
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>One write, as it goes out by itself or as a part of a transaction.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">What follows the table's name in the address, escaped.</param>
/// <param name="Headers">The headers that are particular to this write.</param>
/// <param name="Body">The row, or null.</param>
internal sealed record EntityRequest(
    RequestMethod Method, string Path, (string Name, string Value)[] Headers, ReadOnlyMemory<byte>? Body)
{
    public static EntityRequest Of(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => Add(action.Entity),
        TableTransactionActionType.UpdateMerge => Put(action.Entity, TableUpdateMode.Merge, action.ETag),
        TableTransactionActionType.UpdateReplace => Put(action.Entity, TableUpdateMode.Replace, action.ETag),
        TableTransactionActionType.Delete => Delete(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        TableTransactionActionType.UpsertMerge => Put(action.Entity, TableUpdateMode.Merge, default),
        TableTransactionActionType.UpsertReplace => Put(action.Entity, TableUpdateMode.Replace, default),
        _ => throw new InvalidOperationException("Unknown request type."),
    };

    public static EntityRequest Add(ITableEntity entity)
    {
        CheckKeys(entity);
        return new(RequestMethod.Post, "", [("Prefer", "return-no-content")], EntityWriter.Write(entity));
    }

    /// <summary>With an ETag an update, without an upsert.</summary>
    public static EntityRequest Put(ITableEntity entity, TableUpdateMode mode, ETag ifMatch)
    {
        CheckKeys(entity);
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
        };
        return new(
            method,
            OData.Row(entity.PartitionKey, entity.RowKey),
            ifMatch == default ? [] : [IfMatch(ifMatch)],
            EntityWriter.Write(entity));
    }

    public static EntityRequest Delete(string partitionKey, string rowKey, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return new(
            RequestMethod.Delete,
            OData.Row(partitionKey, rowKey),
            [IfMatch(ifMatch == default ? ETag.All : ifMatch)],
            null);
    }

    private static (string Name, string Value) IfMatch(ETag etag) => ("If-Match", etag.ToString("H"));

    private static void CheckKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }
}
