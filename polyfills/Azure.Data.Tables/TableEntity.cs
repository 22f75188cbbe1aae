// Stands in for Azure.Data.Tables 12.11.0.
using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>
/// A row of any shape. The keys, the time of change and the ETag are entries too:
/// <c>PartitionKey</c>, <c>RowKey</c>, <c>Timestamp</c> and <c>odata.etag</c>.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object?> properties;

    public TableEntity()
    {
        properties = new Dictionary<string, object?>(StringComparer.Ordinal);
    }

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>Copies <paramref name="values"/>; they may hold the keys.</summary>
    public TableEntity(IDictionary<string, object>? values)
        : this()
    {
        foreach (var (name, value) in values ?? new Dictionary<string, object>(StringComparer.Ordinal))
        {
            properties[name] = value;
        }
    }

    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey)!;
        set => properties[EntityNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(EntityNames.RowKey)!;
        set => properties[EntityNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => properties[EntityNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => GetString(EntityNames.ETag) is { } etag ? new ETag(etag) : default;
        set => properties[EntityNames.ETag] = value.ToString();
    }

    public int Count => properties.Count;

    public ICollection<string> Keys => properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => properties.Values!;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>
    /// Null for a missing property. A whole number put over a long or double takes the type that was there.
    /// </summary>
    /// <exception cref="InvalidOperationException">The new value's type does not fit the old one's.</exception>
    public object? this[string key]
    {
        get => properties.GetValueOrDefault(key);
        set => properties[key] = properties.GetValueOrDefault(key) is { } old && value is not null
            ? Coerce(old, value)
            : value;
    }

    object IDictionary<string, object>.this[string key]
    {
        get => this[key]!;
        set => this[key] = value;
    }

    public void Add(string key, object? value) => properties.Add(key, value);

    public void Clear() => properties.Clear();

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool Remove(string key) => properties.Remove(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) =>
        properties.TryGetValue(key, out value);

    /// <exception cref="InvalidOperationException">The property has another type; so for each getter below.</exception>
    public string? GetString(string key) => Get<string>(key);

    public byte[]? GetBinary(string key) =>
        this[key] is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    public BinaryData? GetBinaryData(string key) =>
        this[key] is byte[] bytes ? BinaryData.FromBytes(bytes) : Get<BinaryData>(key);

    public bool? GetBoolean(string key) => Get<bool?>(key);

    /// <summary>UTC.</summary>
    public DateTime? GetDateTime(string key) =>
        this[key] is DateTimeOffset time ? time.UtcDateTime : Get<DateTime?>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        this[key] is DateTime time ? new DateTimeOffset(time) : Get<DateTimeOffset?>(key);

    public double? GetDouble(string key) => Get<double?>(key);

    public Guid? GetGuid(string key) => Get<Guid?>(key);

    public int? GetInt32(string key) => Get<int?>(key);

    public long? GetInt64(string key) => Get<long?>(key);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).Contains(item!);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).CopyTo(array!, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).Remove(item!);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object>>)properties!).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private static object Coerce(object old, object value) => (old, value) switch
    {
        _ when old.GetType() == value.GetType() => value,
        (long, int number) => (long)number,
        (double, int number) => (double)number,
        (int, long or double) => value,
        _ => throw new InvalidOperationException(
            $"Value ({old.GetType()}) {old} is not convertable to ({value.GetType()}) {value}."),
    };

    private T? Get<T>(string key) => this[key] switch
    {
        null => default,
        T value => value,
        var other => throw new InvalidOperationException(
            $"Cannot return {typeof(T)} type for a {other.GetType()} typed property."),
    };
}
