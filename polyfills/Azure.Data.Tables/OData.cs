// Stands in for Azure.Data.Tables 12.11.0.
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>The escaped parts of addresses.</summary>
internal static class OData
{
    /// <summary><c>(PartitionKey='…',RowKey='…')</c>, with quotes inside a key doubled.</summary>
    public static string Row(string partitionKey, string rowKey) =>
        $"(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    public static string Query(string? filter, int? top, IEnumerable<string>? select)
    {
        var query = "";
        if (!string.IsNullOrEmpty(filter))
        {
            query += "&$filter=" + Uri.EscapeDataString(filter);
        }

        if (top is { } count)
        {
            query += "&$top=" + count.ToString(CultureInfo.InvariantCulture);
        }

        return query + Select(select);
    }

    public static string Select(IEnumerable<string>? select) =>
        select is null ? "" : "&$select=" + Uri.EscapeDataString(string.Join(',', select));

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
