namespace Zegel.Functions.Audit;

/// <summary>
/// A line of the trail: JSON whose last member vouches for every byte before it.
/// <code>
/// {"seq":7,…,"previous":"&lt;64 hex&gt;","hash":"&lt;64 hex&gt;"}   SHA-256 of the line without its last member
/// {"checkpoint":7,…,"signature":"&lt;base64url&gt;"}       ES256 over the line without its last member
/// </code>
/// The bytes themselves are hashed, so that nobody has to agree on how JSON is written.
/// </summary>
internal static class SealedLine
{
    /// <summary>How the members are written; every one is ASCII.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The line with one more member at its end.</summary>
    public static string With(string json, string member, string value) => $"{json[..^1]},\"{member}\":\"{value}\"}}";

    /// <summary>The line without its last member, and the value of that; null when it does not end with one.</summary>
    public static (string Json, string Value)? Without(string line, string member)
    {
        var start = line.LastIndexOf($",\"{member}\":\"", StringComparison.Ordinal);
        if (start < 0 || !line.EndsWith("\"}", StringComparison.Ordinal))
        {
            return null;
        }

        var value = line[(start + member.Length + 5)..^2];
        return value.Contains('"', StringComparison.Ordinal) ? null : (line[..start] + "}", value);
    }
}
