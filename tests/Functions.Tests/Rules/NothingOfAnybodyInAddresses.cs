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

        // The second only whether it is there, and no page asks it.
        read.Distinct().ShouldBe(["request.Query[\"cursor\"]", "request.Query.ContainsKey(\"ready\")"], ignoreOrder: true);
        var site = Directory.EnumerateFiles(Sources.PathOf("static-web", "js", "api"), "*.js").Select(File.ReadAllText).ToList();
        site.SelectMany(text => Parameter().Matches(text).Select(match => match.Groups["name"].Value)).Distinct().ShouldBe(["cursor"]);
        site.ShouldAllBe(text => !text.Contains("URLSearchParams", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\brequest\.Query\w*(?:\[[^\]]*\]|\.\w+\([^)]*\))?", RegexOptions.None, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"[?&](?<name>\w+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
