using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Rules;

/// <summary>
/// <c>docs/security-numbers.md</c> is made from the class. With <c>ZEGEL_WRITE_DOCS</c> set this test writes it, else it
/// compares.
/// </summary>
public sealed partial class SecurityNumbersAreDocumented
{
    [Fact]
    public void The_document_says_what_the_class_says() => Generated.Holds(Document(), "docs", "security-numbers.md");

    private static string Document()
    {
        var text = new StringBuilder("""
            # Security numbers

            Every lifetime, count and limit that guards somebody. Made from `functions/Security/SecurityNumbers*.cs` by a test.
            Limits per network address are settings: `Zegel__Limits__…` in `local.settings.sample.json`.

            """);
        var found = new List<string>();
        foreach (var (_, path, source) in Sources.FunctionFiles()
            .Where(file => file.Path.StartsWith("Security/SecurityNumbers.", StringComparison.Ordinal))
            .OrderBy(file => file.Path.Length))
        {
            var about = path.Split('.') is [_, var part, _] ? part : "Links and codes";
            text.Append(CultureInfo.InvariantCulture, $"\n## {about}\n\n")
                .Append("| name | value | meaning |\n|---|---|---|\n");
            foreach (Match number in Number().Matches(source))
            {
                var name = number.Groups["name"].Value;
                var meaning = number.Groups["inherited"] is { Success: true } inherited
                    ? $"See `{inherited.Value}`."
                    : Reference().Replace(Spaces().Replace(number.Groups["summary"].Value, " ").Trim(), "`${name}`");
                text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Show(typeof(SecurityNumbers).GetField(name)!)} | {meaning} |\n");
                found.Add(name);
            }
        }

        found.ShouldBe(typeof(SecurityNumbers).GetFields().Select(field => field.Name), ignoreOrder: true, "Each has a summary or inherits one.");
        return text.ToString();
    }

    private static string Show(FieldInfo field) => field.GetValue(null) switch
    {
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long bytes when bytes % 1_000_000_000 == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000:N0} GB"),
        long bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:N0} MB"),
        TimeSpan time => Show(time),
        IEnumerable<TimeSpan> times => string.Join(", ", times.Select(Show)),
        IEnumerable<int> numbers => string.Join(", ", numbers),
        var other => throw new InvalidOperationException($"Nothing here knows how to show a {other?.GetType()}."),
    };

    private static string Show(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "0",
        { TotalDays: > 1 } => $"{time.TotalDays} days",
        { TotalHours: >= 1 } => $"{time.TotalHours} h",
        { TotalMinutes: >= 1 } => $"{time.TotalMinutes} min",
        _ => $"{time.TotalSeconds} s",
    };

    [GeneratedRegex(
        @"/// <(summary>(?<summary>([^\r\n]|\r?\n\s+/// )+?)</summary>|inheritdoc cref=""(?<inherited>\w+)""/>)\s+public (static readonly|const) \S+ (?<name>\w+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    /// <summary>Spaces, and the marks of a comment that goes on in another line.</summary>
    [GeneratedRegex(@"\s+(///\s+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"<see cref=""(?<name>\w+)""/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
