// Stands in for Azure.Data.Tables 12.11.0.
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Reads <c>{"odata.error":{"code":"…","message":{"value":"…"}}}</c>. In a transaction the message starts with the
/// index of the action that was refused and a colon.
/// </summary>
internal sealed partial class TablesErrorParser : RequestFailedDetailsParser
{
    public const string FailedIndex = "FailedEntity";

    public static TablesErrorParser Shared { get; } = new();

    public override bool TryParse(
        Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("odata.error", out var body))
            {
                return false;
            }

            var message = body.GetProperty("message").GetProperty("value").GetString() ?? "";
            error = new ResponseError(body.GetProperty("code").GetString(), message);
            if (ActionIndex().Match(message) is { Success: true } match)
            {
                data = new Dictionary<string, string>(StringComparer.Ordinal) { [FailedIndex] = match.Groups[1].Value };
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy or an overloaded service answers with something else; the status still says enough.
            return false;
        }
    }

    [GeneratedRegex(@"\A([0-9]{1,3}):")]
    private static partial Regex ActionIndex();
}
