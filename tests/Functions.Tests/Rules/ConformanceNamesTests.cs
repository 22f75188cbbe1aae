using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary><c>docs/security-conformance.md</c> names tests that exist, or says why there is none.</summary>
public sealed partial class ConformanceNamesTests
{
    private static readonly string[] Reasons = ["Not met: ", "Not shown: ", "Does not apply"];

    private static readonly string Document = Sources.Read("docs", "security-conformance.md");

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = OwnTests().Concat(BrowserTests()).ToHashSet(StringComparer.Ordinal);

        var named = Rows().Select(row => row.ShownBy).Concat(Found().Select(row => row.Test)).SelectMany(cell => Name().Matches(cell)).Select(name => name.Groups["name"].Value).Distinct().ToList();

        named.ShouldNotBeEmpty();
        named.Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_names_a_test_or_says_why_not()
    {
        var rows = Rows().ToList();

        rows.Select(row => row.Id).ShouldBeUnique();
        rows.Where(row => !Name().IsMatch(row.ShownBy) && !Reasons.Any(reason => row.ShownBy.StartsWith(reason, StringComparison.Ordinal)))
            .Select(row => row.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Every_finding_has_a_mend_and_a_test_that_shows_it()
    {
        Found().ShouldNotBeEmpty();
        Found().ShouldAllBe(row => row.Mend.Length > 0 && Name().IsMatch(row.Test));
    }

    /// <summary>The rows of the table of what attacks found.</summary>
    private static IEnumerable<(string Mend, string Test)> Found() =>
        from line in Document[Document.IndexOf("| finding | mend | test |", StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'))
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select cells.Length == 5 ? (cells[2], cells[3]) : throw new InvalidOperationException($"Not three columns: {line}");

    /// <summary>Every line that looks like a row is one, so that none is left out by a slip.</summary>
    private static IEnumerable<(string Id, string ShownBy)> Rows() =>
        from line in Document.Split('\n')
        where line.StartsWith("| V", StringComparison.Ordinal) || line.StartsWith("| G", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select cells.Length == 7 ? (cells[1], cells[5]) : throw new InvalidOperationException($"Not five columns: {line}");

    private static IEnumerable<string> OwnTests() =>
        from type in typeof(ConformanceNamesTests).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute), inherit: true)
        select $"{type.Name}.{method.Name}";

    /// <summary>Found in the source: the browser's tests are another program.</summary>
    private static IEnumerable<string> BrowserTests() =>
        from file in Directory.EnumerateFiles(Sources.PathOf("tests", "Browser.Tests"), "*.cs")
        let text = File.ReadAllText(file)
        let type = Type().Match(text).Groups["name"].Value
        from test in Test().Matches(text)
        select $"{type}.{test.Groups["name"].Value}";

    [GeneratedRegex(@"`(?<name>[A-Z]\w+\.[A-Z]\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^public sealed (partial )?class (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"\[(Fact|Theory)\b[^\n]*\n(\s*\[[^\n]*\n)*\s*public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
