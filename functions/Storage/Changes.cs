namespace Zegel.Functions.Storage;

/// <summary>What changes together in one partition.</summary>
public sealed class Changes(string partitionKey)
{
    /// <summary>The most rows that storage changes in one transaction.</summary>
    public const int Most = 100;

    private readonly List<TableTransactionAction> actions = [];
    private bool holdsAudit;
    private IReadOnlyList<Response> answers = [];

    /// <summary>The partition.</summary>
    public string PartitionKey => partitionKey;

    /// <summary>How many rows.</summary>
    public int Count => actions.Count;

    /// <summary>Whether it changes this row.</summary>
    public bool Holds(string rowKey) => actions.Exists(action => action.Entity.RowKey == rowKey);

    /// <summary>A row that must not exist yet.</summary>
    public void Insert<T>(string rowKey, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns) =>
        actions.Add(new(TableTransactionActionType.Add, Row.Of(partitionKey, rowKey, value, columns)));

    /// <summary>A record for the trail, under a key that sorts by time.</summary>
    public void InsertAudit<T>(DateTimeOffset at, T record)
    {
        holdsAudit = true;
        Insert($"{WrittenAudit.Prefix}~{Guid.CreateVersion7(at):N}", record);
    }

    /// <summary>A row that must still be as it was read.</summary>
    public void Replace<T>(
        Stored<T> stored, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns) =>
        actions.Add(new(
            TableTransactionActionType.UpdateReplace, Row.Of(partitionKey, stored.RowKey, value, columns),
            stored.ETag));

    /// <summary>A row that is written whatever stood there.</summary>
    public void Put<T>(string rowKey, T value, params ReadOnlySpan<(string Name, byte[] Bytes)> columns) =>
        actions.Add(new(TableTransactionActionType.UpsertReplace, Row.Of(partitionKey, rowKey, value, columns)));

    /// <summary>The same, with columns by which rows can be asked for.</summary>
    public void Put<T>(
        string rowKey, T value, IReadOnlyDictionary<string, object> asked,
        params ReadOnlySpan<(string Name, byte[] Bytes)> columns)
    {
        var row = Row.Of(partitionKey, rowKey, value, columns);
        foreach (var (name, column) in asked)
        {
            row[name] = column;
        }

        actions.Add(new(TableTransactionActionType.UpsertReplace, row));
    }

    /// <summary>Deletes a row that must still be as it was read.</summary>
    public void Delete(string rowKey, ETag eTag) =>
        actions.Add(new(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), eTag));

    /// <summary>A row as it stands after it was written here, to be changed again without reading it.</summary>
    public Stored<T> Written<T>(string rowKey, T value)
    {
        var index = actions.FindIndex(action => action.Entity.RowKey == rowKey);
        return new Stored<T>(value, partitionKey, rowKey, answers[index].Headers.ETag!.Value);
    }

    /// <summary>All or nothing. False when a row was changed, inserted or deleted by somebody else meanwhile.</summary>
    public async Task<bool> TrySubmitAsync(TableClient table, CancellationToken cancellationToken)
    {
        var written = holdsAudit ? WrittenAudit.Of(table) : null;
        try
        {
            answers = (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
        finally
        {
            // Also after an error: an answer may have been lost on its way.
            written?.Note(new AuditedPartition(table.Name, partitionKey));
        }
    }
}
