// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables;

internal static class EntityNames
{
    public const string PartitionKey = nameof(PartitionKey);
    public const string RowKey = nameof(RowKey);
    public const string Timestamp = nameof(Timestamp);

    /// <summary>The ETag in a row's JSON.</summary>
    public const string ETag = "odata.etag";

    /// <summary>What follows a property's name in the entry that tells its type.</summary>
    public const string TypeSuffix = "@odata.type";
}
