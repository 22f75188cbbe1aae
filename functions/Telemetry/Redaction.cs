using System.Collections;
using System.Text.RegularExpressions;

namespace Zegel.Functions.Telemetry;

/// <summary>
/// What must not reach a log, whoever wrote it. Our own messages hold ids only; this is for what others put in theirs,
/// and in exceptions: an answer of a service can quote an address, a key or a ticket.
/// </summary>
internal static partial class Redaction
{
    /// <summary>Stands where something was.</summary>
    public const string Mark = "•••";

    /// <summary>A text without addresses, numbers, tickets and secrets.</summary>
    public static string Clean(string text)
    {
        text = Parameter().Replace(text, "${name}" + Mark);
        text = EmailAddress().Replace(text, Mark);
        text = PhoneNumber().Replace(text, Mark);
        return Secret().Replace(text, Mark);
    }

    /// <summary>A value of a log's state.</summary>
    public static object? Clean(object? value) => value switch
    {
        null or bool or int or long or double or DateTimeOffset or TimeSpan or Enum => value,
        _ => Clean(value.ToString() ?? ""),
    };

    /// <summary>What happened, in types, codes and places; the words only where they are our own.</summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var current = exception; current is not null; current = current.InnerException)
        {
            text.Append(text.Length == 0 ? "" : "\n ---> ").Append(current.GetType().FullName);
            text.Append(current switch
            {
                RequestFailedException failed => $" {failed.Status} {failed.ErrorCode}",
                OptionsValidationException settings => ": " + settings.Message,
                _ when IsOurs(current) => ": " + Clean(current.Message),
                _ => "",
            });
            text.Append('\n').Append(current.StackTrace);
        }

        return text.ToString();
    }

    /// <summary>Thrown by our own code; its words are constant.</summary>
    private static bool IsOurs(Exception exception) =>
        exception is InvalidOperationException && exception.TargetSite?.Module.Assembly == typeof(Redaction).Assembly;

    [GeneratedRegex(
        @"\b(?<name>(sig|code|secret|token|accesskey|accountkey|q)=)[^&\s""';]+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[^\s@<>""'=:/]+@[^\s@<>""'/]+\.[^\s@<>""'/]+", RegexOptions.None, 1000)]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"\+\d{8,15}\b", RegexOptions.None, 1000)]
    private static partial Regex PhoneNumber();

    /// <summary>32 bytes in base64url: link secrets, cookies.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", RegexOptions.None, 1000)]
    private static partial Regex Secret();
}

/// <summary>Stands for an exception in a log.</summary>
internal sealed class RedactedException(Exception exception) : Exception(exception.GetType().FullName)
{
    private readonly string description = Redaction.Describe(exception);

    /// <summary>All there is to tell; the host is handed this and the message, not <see cref="ToString"/>.</summary>
    public override string? StackTrace => description;

    /// <inheritdoc/>
    public override string ToString() => description;
}

/// <summary>The state of a log line, cleaned; its text is the line.</summary>
internal sealed class CleanState(string text, IEnumerable<KeyValuePair<string, object?>> values)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    // The template holds names only, and is constant.
    private readonly List<KeyValuePair<string, object?>> clean =
    [
        .. values.Select(value => KeyValuePair.Create(
            value.Key, value.Key == "{OriginalFormat}" ? value.Value : Redaction.Clean(value.Value))),
    ];

    /// <inheritdoc/>
    public int Count => clean.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => clean[index];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => clean.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => text;
}
