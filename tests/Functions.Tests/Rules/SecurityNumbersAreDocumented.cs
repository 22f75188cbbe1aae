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
    public void The_document_says_what_the_class_says()
    {
        var path = Sources.PathOf("docs", "security-numbers.md");
        var text = Document();
        if (Environment.GetEnvironmentVariable("ZEGEL_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, text);
        }

        (File.Exists(path) ? File.ReadAllText(path) : "").ShouldBe(text, "Run this test with ZEGEL_WRITE_DOCS=1 to write it again.");
    }

    private static string Document()
    {
        var numbers = Number().Matches(Sources.Read("functions", "Security", "SecurityNumbers.cs"));
        numbers.Select(number => number.Groups["name"].Value)
            .ShouldBe(typeof(SecurityNumbers).GetFields().Select(field => field.Name), ignoreOrder: true, "Each has a summary or inherits one.");
        var text = new StringBuilder()
            .Append("# Security numbers\n\n")
            .Append("Every lifetime, count and limit that guards somebody. Made from `functions/Security/SecurityNumbers.cs` by a test. ")
            .Append("Limits per network address are settings: `Zegel__Limits__…` in `local.settings.sample.json`.\n\n")
            .Append("| name | value | meaning |\n|---|---|---|\n");
        foreach (Match number in numbers)
        {
            var name = number.Groups["name"].Value;
            var meaning = number.Groups["inherited"] is { Success: true } inherited
                ? $"See `{inherited.Value}`."
                : Reference().Replace(number.Groups["summary"].Value, "`${name}`");
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Show(typeof(SecurityNumbers).GetField(name)!)} | {meaning} |\n");
        }

        return text.ToString();
    }

    private static string Show(FieldInfo field) => field.GetValue(null) switch
    {
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000:N0} GB"),
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
        @"/// <(summary>(?<summary>[^\r\n]+)</summary>|inheritdoc cref=""(?<inherited>\w+)""/>)\s+public (static readonly|const) \S+ (?<name>\w+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"<see cref=""(?<name>\w+)""/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
