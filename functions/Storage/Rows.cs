using System.Text.Encodings.Web;

namespace Zegel.Functions.Storage;

/// <summary>A record as it stands in a table, with the ETag under which it may be changed.</summary>
public sealed record Stored<T>(T Value, string PartitionKey, string RowKey, ETag ETag)
{
    /// <summary>The same, seen as what it also is.</summary>
    /// <exception cref="InvalidCastException">It is none.</exception>
    public Stored<TOther> As<TOther>() => new((TOther)(object)Value!, PartitionKey, RowKey, ETag);
}

/// <summary>
/// A row is one JSON document in the column <c>Data</c>, beside its keys; bytes (sealed notes) have columns of their
/// own. Stores turn rows into records; nothing else sees a row.
/// </summary>
public static class Row
{
    private const string Data = "Data";

    // Not the strict options of request bodies: a row written by a newer version must still be readable after a
    // rollback.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        // A column holds 32,000 characters; escaping every letter outside ASCII would waste them.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The row of a record.</summary>
    public static TableEntity Of<T>(
        string partitionKey, string rowKey, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns)
    {
        var row = new TableEntity(partitionKey, rowKey)
        {
            // As what it is: of a record that is seen as its base the rest would be lost.
            [Data] = JsonSerializer.Serialize(value, value?.GetType() ?? typeof(T), Json),
        };
        foreach (var (name, bytes) in columns)
        {
            row[name] = bytes;
        }

        return row;
    }

    /// <summary>The record of a row.</summary>
    public static Stored<T> Read<T>(TableEntity row) =>
        new(JsonSerializer.Deserialize<T>(row.GetString(Data)!, Json)!, row.PartitionKey, row.RowKey, row.ETag);

    /// <summary>The record of the one row with this key, or null.</summary>
    public static async Task<Stored<T>?> FindAsync<T>(
        this TableClient table, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            partitionKey, rowKey, cancellationToken: cancellationToken);
        return row.HasValue ? Read<T>(row.Value!) : null;
    }

    /// <summary>Inserts; false when a row with this key stands there already.</summary>
    public static async Task<bool> TryInsertAsync<T>(
        this TableClient table, string partitionKey, string rowKey, T value, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(Of(partitionKey, rowKey, value), cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }

    /// <summary>The filter for rows whose key begins with <paramref name="prefix"/> and a tilde.</summary>
    public static string Prefix(string prefix) =>
        TableClient.CreateQueryFilter($"(RowKey ge {prefix + "~"} and RowKey lt {prefix + "~~"})");

    /// <summary>The filter for rows of one partition.</summary>
    public static string In(string partitionKey, params ReadOnlySpan<string> anyOf)
    {
        var partition = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey}");
        return anyOf.IsEmpty ? partition : $"{partition} and ({string.Join(" or ", anyOf)})";
    }

    /// <summary>The filter for one row key.</summary>
    public static string Key(string rowKey) => TableClient.CreateQueryFilter($"RowKey eq {rowKey}");

    /// <summary>The part of a key by which newer rows sort first.</summary>
    public static string NewestFirst(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>A page of the rows whose keys begin with a prefix and a tilde, in their order; one query.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="prefix">How the keys begin.</param>
    /// <param name="after">What the page before gave as next, or null.</param>
    /// <param name="size">The most rows.</param>
    /// <param name="only">Which of them, by their columns; null: all.</param>
    /// <returns>The rows, and the rest of the last one's key when more may follow.</returns>
    public static async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> PageAsync(
        this TableClient table, string partitionKey, string prefix, string? after, int size,
        CancellationToken cancellationToken, string? only = null)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partitionKey} and RowKey gt {prefix + "~" + after} and RowKey lt {prefix + "~~"}")
            + (only is null ? "" : $" and {only}");
        await foreach (
            var page in table.QueryAsync<TableEntity>(filter, size, cancellationToken: cancellationToken).AsPages())
        {
            // A page without rows and with more to come is legal for the service.
            if (page.Values.Count > 0)
            {
                return (
                    page.Values, page.ContinuationToken is null ? null : page.Values[^1].RowKey[(prefix.Length + 1)..]);
            }
        }

        return ([], null);
    }

    /// <summary>All rows that match, read to the end.</summary>
    public static async Task<List<TableEntity>> ReadAllAsync(
        this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
