using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Notifications;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Infra;

/// <summary>What the workbook shows and alerts wait for is what the functions write.</summary>
public sealed partial class WatchedFigures
{
    /// <summary>What <c>LoggerMessage</c> says, of all the functions.</summary>
    private static readonly IReadOnlyList<string> Lines =
        [.. Sources.FunctionFiles().SelectMany(file => LogMessage().Matches(file.Text))
            .Select(match => string.Concat(match.Groups["text"].Captures.Select(part => part.Value)))];

    [Fact]
    public async Task Every_query_looks_for_a_line_that_is_written()
    {
        var queries = await QueriesAsync();
        queries.Count.ShouldBeGreaterThan(15);
        foreach (var query in queries)
        {
            var starts = Start().Matches(query).Select(match => match.Groups["text"].Value).ToList();
            // What the host itself notes, and errors of whatever line.
            (starts.Count == 1 || query.StartsWith("requests", StringComparison.Ordinal) || query.Contains("severityLevel", StringComparison.Ordinal))
                .ShouldBeTrue(query);
            foreach (var start in starts)
            {
                Lines.Count(line => line.StartsWith(start, StringComparison.Ordinal)).ShouldBe(1, query);
            }
        }
    }

    [Fact]
    public async Task Fields_stand_in_the_line_in_their_order()
    {
        var parsed = (await QueriesAsync()).Where(query => query.Contains("waiting=", StringComparison.Ordinal)).ToList();
        var written = Field().Matches(Lines.Single(line => line.StartsWith("Figures ", StringComparison.Ordinal))).Select(match => match.Groups["name"].Value);
        parsed.Count.ShouldBeGreaterThan(4);
        foreach (var query in parsed)
        {
            ParsedField().Matches(query).Select(match => match.Groups["name"].Value).ShouldBe(written, query);
            ParsedField().Matches(query).ShouldAllBe(match => match.Groups["name"].Value == match.Groups["variable"].Value);
        }
    }

    [Fact]
    public async Task Events_and_outcomes_are_those_that_exist()
    {
        var events = EverythingDeclaredIsRegistered.Declared<AuditEvent>().Select(AuditEntry.NameOf).ToList();
        var asked = (await QueriesAsync()).SelectMany(query => CountedEvent().Matches(query)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        asked.ShouldContain("unlocked");
        asked.ShouldContain("file-uploaded");
        asked.Except(events).ShouldBeEmpty();

        var outcomes = (await QueriesAsync()).SelectMany(query => Outcome().Matches(query)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        outcomes.ShouldNotBeEmpty();
        outcomes.Except(Enum.GetNames<SendOutcome>()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_instrument_is_documented_and_no_other()
    {
        var made = Sources.FunctionFiles().SelectMany(file => Instrument().Matches(file.Text)).Select(match => match.Groups["name"].Value);
        var documented = DocumentedInstrument().Matches(Sources.Read("docs", "operations.md")).Select(match => match.Groups["name"].Value);

        documented.Order(StringComparer.Ordinal).ShouldBe(made.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_workbook_is_one()
    {
        var items = Workbook()["items"]!.AsArray();

        Workbook()["version"]!.GetValue<string>().ShouldBe("Notebook/1.0");
        items.Select(item => item!["name"]!.GetValue<string>()).ShouldBeUnique();
    }

    private static JsonNode Workbook() => JsonNode.Parse(Sources.Read("infra", "workbook.json"))!;

    /// <summary>The queries of the workbook and of the alerts.</summary>
    private static async Task<IReadOnlyList<string>> QueriesAsync()
    {
        var variables = (await Bicep.FileAsync("modules/alerts.bicep"))["variables"]!;
        var figures = variables["figures"]!.GetValue<string>();
        return
        [
            .. Workbook()["items"]!.AsArray().Where(item => item!["type"]!.GetValue<int>() == 3).Select(item => item!["content"]!["query"]!.GetValue<string>()),
            .. variables["rules"]!.AsArray().Select(rule => rule!["query"]!.GetValue<string>().Replace("='${figures}", figures, StringComparison.Ordinal)),
        ];
    }

    [GeneratedRegex(@"Message = ""(?<text>[^""]+)""(\s*\+\s*""(?<text>[^""]+)"")*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LogMessage();

    [GeneratedRegex(@"message startswith ""(?<text>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"(?<name>[a-z]+)=\{", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"""\s?(?<name>[a-z]+)="" (?<variable>[a-z]+):int", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParsedField();

    [GeneratedRegex(@"(?<name>[a-z]+(-[a-z]+)*)=\(\[0-9\]\+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountedEvent();

    [GeneratedRegex(@"message has "" (?<name>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Outcome();

    [GeneratedRegex(@"Meter\.Create\w+<\w+>\(\s*""(?<name>[a-z_.]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^\| `(?<name>zegel\.[a-z_.]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DocumentedInstrument();
}
