// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azure.Security.KeyVault.Keys;

/// <summary>A key to and from JSON; bytes as base64url without padding.</summary>
internal sealed class JsonWebKeyConverter : JsonConverter<JsonWebKey>
{
    public override JsonWebKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    public static JsonWebKey Read(JsonElement json)
    {
        var operations = json.TryGetProperty("key_ops", out var ops)
            ? ops.EnumerateArray().Select(operation => new KeyOperation(operation.GetString()!))
            : [];
        return new JsonWebKey(operations)
        {
            Id = TextOf(json, "kid"),
            KeyType = TextOf(json, "kty") ?? throw new JsonException("A key needs 'kty'."),
            CurveName = TextOf(json, "crv") is { } curve ? new KeyCurveName(curve) : (KeyCurveName?)null,
            N = BytesOf(json, "n"),
            E = BytesOf(json, "e"),
            DP = BytesOf(json, "dp"),
            DQ = BytesOf(json, "dq"),
            QI = BytesOf(json, "qi"),
            P = BytesOf(json, "p"),
            Q = BytesOf(json, "q"),
            X = BytesOf(json, "x"),
            Y = BytesOf(json, "y"),
            D = BytesOf(json, "d"),
            K = BytesOf(json, "k"),
            T = BytesOf(json, "key_hsm"),
        };
    }

    public override void Write(Utf8JsonWriter writer, JsonWebKey value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteText(writer, "kid", value.Id);
        WriteText(writer, "kty", value.KeyType.ToString());
        writer.WriteStartArray("key_ops");
        foreach (var operation in value.KeyOps)
        {
            writer.WriteStringValue(operation.ToString());
        }

        writer.WriteEndArray();
        WriteText(writer, "crv", value.CurveName?.ToString());
        WriteBytes(writer, "n", value.N);
        WriteBytes(writer, "e", value.E);
        WriteBytes(writer, "dp", value.DP);
        WriteBytes(writer, "dq", value.DQ);
        WriteBytes(writer, "qi", value.QI);
        WriteBytes(writer, "p", value.P);
        WriteBytes(writer, "q", value.Q);
        WriteBytes(writer, "x", value.X);
        WriteBytes(writer, "y", value.Y);
        WriteBytes(writer, "d", value.D);
        WriteBytes(writer, "k", value.K);
        WriteBytes(writer, "key_hsm", value.T);
        writer.WriteEndObject();
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[]? BytesOf(JsonElement json, string name) =>
        TextOf(json, name) is { } text ? Base64Url.DecodeFromChars(text) : null;

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteBytes(Utf8JsonWriter writer, string name, byte[]? value) =>
        WriteText(writer, name, value is null ? null : Base64Url.EncodeToString(value));
}
