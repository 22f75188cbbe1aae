using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Zegel.Functions.Storage;

/// <summary>A record as it stands in a table, with the ETag under which it may be changed.</summary>
public sealed record Stored<T>(T Value, string PartitionKey, string RowKey, ETag ETag);

/// <summary>
/// A row is one JSON document in the column <c>Data</c>, beside its keys; bytes (sealed notes) have columns of their
/// own. Stores turn rows into records; nothing else sees a row.
/// </summary>
public static class Row
{
    private const string Data = "Data";

    // Not the strict options of request bodies: a row written by a newer version must still be readable after a rollback.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        // A column holds 32,000 characters; escaping every letter outside ASCII would waste them.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The row of a record.</summary>
    public static TableEntity Of<T>(string partitionKey, string rowKey, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns)
    {
        var row = new TableEntity(partitionKey, rowKey) { [Data] = JsonSerializer.Serialize(value, Json) };
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
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
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

    /// <summary>The filter for all rows of a partition whose key begins with <paramref name="prefix"/> and a tilde.</summary>
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

    /// <summary>A page of the rows whose keys begin with a prefix and a tilde, in the order of their keys; one query.</summary>
    /// <param name="table">The table.</param>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="prefix">How the keys begin.</param>
    /// <param name="after">What the page before gave as next, or null.</param>
    /// <param name="size">The most rows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows, and the rest of the last one's key when more may follow.</returns>
    public static async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> PageAsync(
        this TableClient table, string partitionKey, string prefix, string? after, int size, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partitionKey} and RowKey gt {prefix + "~" + after} and RowKey lt {prefix + "~~"}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, size, cancellationToken: cancellationToken).AsPages())
        {
            // A page without rows and with more to come is legal for the service.
            if (page.Values.Count > 0)
            {
                return (page.Values, page.ContinuationToken is null ? null : page.Values[^1].RowKey[(prefix.Length + 1)..]);
            }
        }

        return ([], null);
    }

    /// <summary>All rows that match, read to the end.</summary>
    public static async Task<List<TableEntity>> ReadAllAsync(this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}

/// <summary>What changes together in one partition.</summary>
public sealed class Changes(string partitionKey)
{
    /// <summary>The most rows that storage changes in one transaction.</summary>
    public const int Most = 100;

    private readonly List<TableTransactionAction> actions = [];
    private IReadOnlyList<Response> answers = [];

    /// <summary>The partition.</summary>
    public string PartitionKey => partitionKey;

    /// <summary>How many rows.</summary>
    public int Count => actions.Count;

    /// <summary>A row that must not exist yet.</summary>
    public void Insert<T>(string rowKey, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns) =>
        actions.Add(new(TableTransactionActionType.Add, Row.Of(partitionKey, rowKey, value, columns)));

    /// <summary>A row that must still be as it was read.</summary>
    public void Replace<T>(Stored<T> stored, T value) =>
        actions.Add(new(TableTransactionActionType.UpdateReplace, Row.Of(partitionKey, stored.RowKey, value), stored.ETag));

    /// <summary>A row that is written whatever stood there.</summary>
    public void Put<T>(string rowKey, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns) =>
        actions.Add(new(TableTransactionActionType.UpsertReplace, Row.Of(partitionKey, rowKey, value, columns)));

    /// <summary>Deletes a row that must still be as it was read.</summary>
    public void Delete(string rowKey, ETag eTag) =>
        actions.Add(new(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), eTag));

    /// <summary>A row as it stands after it was written here, so that it can be changed again without reading it.</summary>
    public Stored<T> Written<T>(string rowKey, T value)
    {
        var index = actions.FindIndex(action => action.Entity.RowKey == rowKey);
        return new Stored<T>(value, partitionKey, rowKey, answers[index].Headers.ETag!.Value);
    }

    /// <summary>All or nothing. False when a row was changed, inserted or deleted by somebody else meanwhile.</summary>
    public async Task<bool> TrySubmitAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            answers = (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
