// Stands in for Azure.Data.Tables 12.11.0.
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Makes rows of the service's JSON.</summary>
internal static class EntityReader
{
    public static T Read<T>(JsonElement row)
        where T : class, ITableEntity =>
        typeof(T) == typeof(TableEntity) ? (T)(object)ReadDictionary(row) : ReadMembers<T>(row);

    private static TableEntity ReadDictionary(JsonElement row)
    {
        var entity = new TableEntity();
        foreach (var property in row.EnumerateObject())
        {
            var name = property.Name;
            if (name == "odata.metadata" || name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal))
            {
                continue;
            }

            entity[name] = name == EntityNames.Timestamp
                ? EntityTime.Parse(property.Value.GetString()!)
                : ReadValue(property.Value, TypeOf(row, name));
        }

        return entity;
    }

    private static string? TypeOf(JsonElement row, string name) =>
        row.TryGetProperty(name + EntityNames.TypeSuffix, out var type) ? type.GetString() : null;

    private static object? ReadValue(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => null,
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, null) when value.TryGetInt32(out var number) => number,
        (JsonValueKind.Number, null or "Edm.Double") => value.GetDouble(),
        (JsonValueKind.String, null or "Edm.String") => value.GetString(),
        (JsonValueKind.Number, "Edm.Int32") => value.GetInt32(),
        (JsonValueKind.String, "Edm.Int64") => ReadInt64(value),
        (JsonValueKind.String, "Edm.Double") => ReadDouble(value),
        (JsonValueKind.String, "Edm.Guid") => value.GetGuid(),
        (JsonValueKind.String, "Edm.DateTime") => EntityTime.Parse(value.GetString()!),
        (JsonValueKind.String, "Edm.Binary") => value.GetBytesFromBase64(),
        _ => throw new NotSupportedException($"Not supported type {type}"),
    };

    private static T ReadMembers<T>(JsonElement row)
    {
        var entity = Activator.CreateInstance<T>();
        foreach (var member in EntityMembers.Of(typeof(T)))
        {
            var column = member.Column == nameof(ITableEntity.ETag) ? EntityNames.ETag : member.Column;
            if (member.Property.CanWrite && row.TryGetProperty(column, out var value))
            {
                member.Property.SetValue(
                    entity, value.ValueKind == JsonValueKind.Null ? null : ReadMember(value, member.Type));
            }
        }

        return entity;
    }

    /// <summary>The property's own type decides, because only some types are told in the JSON.</summary>
    private static object? ReadMember(JsonElement value, Type type) => type switch
    {
        _ when type == typeof(string) => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
        _ when type == typeof(bool) => value.GetBoolean(),
        _ when type == typeof(int) => value.GetInt32(),
        _ when type == typeof(long) => ReadInt64(value),
        _ when type == typeof(ulong) => unchecked((ulong)ReadInt64(value)),
        _ when type == typeof(double) => ReadDouble(value),
        _ when type == typeof(Guid) => value.GetGuid(),
        _ when type == typeof(DateTimeOffset) => EntityTime.Parse(value.GetString()!),
        _ when type == typeof(DateTime) => EntityTime.Parse(value.GetString()!).UtcDateTime,
        _ when type == typeof(byte[]) => value.GetBytesFromBase64(),
        _ when type == typeof(BinaryData) => BinaryData.FromBytes(value.GetBytesFromBase64()),
        _ when type == typeof(ETag) => new ETag(value.GetString()!),
        { IsEnum: true } => Enum.Parse(type, value.GetString()!),
        _ => throw new NotSupportedException($"Not supported type {type}"),
    };

    /// <summary>A column that held an Int32 before stays readable.</summary>
    private static long ReadInt64(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetInt64()
        : long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double ReadDouble(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
