using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary>Addresses are kept by logs, proxies and browsers: what somebody typed stands in a body.</summary>
public sealed partial class NothingOfAnybodyInAddresses
{
    [Fact]
    public void A_query_carries_the_cursor_of_a_list_and_nothing_that_somebody_typed()
    {
        var read = Sources.FunctionFiles().SelectMany(file => Query().Matches(file.Text).Select(match => match.Value));

        // "which", "tab", "view" and "filter" are of a few words of ours, "part", "of" and "revision" are numbers, "as" and "label" are ids; "ready" only whether it is there, and no page
        // asks it.
        read.Distinct().ShouldBe(
            [
                "request.Query[\"cursor\"]", "request.Query[\"which\"]", "request.Query[\"part\"]",
                "request.Query[\"of\"]", "request.Query[\"tab\"]", "request.Query[\"as\"]", "request.Query[\"view\"]",
                "request.Query[\"revision\"]", "request.Query[\"filter\"]", "request.Query[\"label\"]",
                "request.Query.ContainsKey(\"ready\")",
            ],
            ignoreOrder: true);
        var site = Directory.EnumerateFiles(Sources.PathOf("static-web", "js"), "*.js", SearchOption.AllDirectories)
            .Select(File.ReadAllText).ToList();
        site.SelectMany(text => Asked().Matches(text).Select(match => match.Groups["names"].Value)).Distinct()
            .ShouldBe(["part, of", "which", "view", "view, filter, label", "revision: String(revision)"], ignoreOrder: true);
        Directory.EnumerateFiles(Sources.PathOf("static-web", "js", "api"), "*.js").Select(File.ReadAllText)
            .SelectMany(text => Parameter().Matches(text).Select(match => match.Groups["name"].Value)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\brequest\.Query\w*(?:\[[^\]]*\]|\.\w+\([^)]*\))?", RegexOptions.None, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"\bquery: \{ (?<names>[^}]*) \}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"[?&](?<name>\w+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
