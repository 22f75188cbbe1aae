// Stands in for Azure.Data.Tables 12.11.0.
using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// Writes a row as the service takes it: types that JSON lacks are strings, with their name in a second entry. Nulls
/// and what the service sets itself are left out.
/// </summary>
internal static class EntityWriter
{
    // Rows are never embedded in HTML; this keeps text in other scripts from growing sixfold.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        if (entity is IDictionary<string, object> properties)
        {
            foreach (var (name, value) in properties)
            {
                WriteUnlessReserved(json, name, value is Enum ? throw NotSupported(value) : value);
            }
        }
        else
        {
            foreach (var member in EntityMembers.Of(entity.GetType()))
            {
                if (member.Property.CanRead)
                {
                    WriteUnlessReserved(json, member.Column, member.Property.GetValue(entity));
                }
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteUnlessReserved(Utf8JsonWriter json, string name, object? value)
    {
        if (value is not null && name is not (EntityNames.Timestamp or EntityNames.ETag or nameof(ITableEntity.ETag)))
        {
            Write(json, name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number:
                WriteDouble(json, name, number);
                break;
            case long or ulong:
                WriteTyped(json, name, "Edm.Int64", Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case Guid id:
                WriteTyped(json, name, "Edm.Guid", id.ToString());
                break;
            case DateTimeOffset time:
                WriteTyped(json, name, "Edm.DateTime", EntityTime.Format(time));
                break;
            case DateTime time:
                WriteTyped(json, name, "Edm.DateTime", EntityTime.Format(time));
                break;
            case byte[] bytes:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData data:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(data.ToMemory().Span));
                break;
            case Enum:
                json.WriteString(name, value.ToString());
                break;
            default:
                throw NotSupported(value);
        }
    }

    /// <summary>Always with its type, or 5.0 would come back as an Int32.</summary>
    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteString(name + EntityNames.TypeSuffix, "Edm.Double");
            json.WriteNumber(name, number);
        }
        else
        {
            // The invariant culture's NaN, Infinity and -Infinity are OData's too.
            WriteTyped(json, name, "Edm.Double", number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + EntityNames.TypeSuffix, type);
        json.WriteString(name, value);
    }

    private static NotSupportedException NotSupported(object value) => new($"Not supported type {value.GetType()}");
}
