using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Zegel.Functions.Tests.Rules;

/// <summary><c>docs/api.md</c> lists every address with its method, and no other.</summary>
public sealed partial class EveryRouteIsDocumented
{
    [Fact]
    public void The_document_and_the_functions_name_the_same_addresses()
    {
        var documented = Route().Matches(Sources.Read("docs", "api.md"))
            .Select(match => $"{match.Groups["method"].Value} {match.Groups["route"].Value}"
                .Replace(" …/", " /api/participants/{participantId}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        var actual = Sources.HttpFunctions
            .Select(function => $"{function.Trigger.Methods![0].ToUpperInvariant()} /api/{function.Trigger.Route}")
            .Order(StringComparer.Ordinal).ToList();

        documented.ShouldBe(actual);
    }

    [Fact]
    public void What_the_document_says_of_a_shape_is_said_of_one_that_there_is()
    {
        var contract = Sources.Read("static-web", "js", "api", "contract.d.ts");
        var named = Shape().Matches(Sources.Read("docs", "api.md").Split("\n## Sealed objects")[0]).Select(match => match.Groups["name"].Value);

        named.Where(name => !contract.Contains($" {name} ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(?<name>[A-Z][a-z]+([A-Z][a-z]+)+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();

    /// <summary>A method and an address in code marks; <c>…</c> stands for the participant of the lines above.</summary>
    [GeneratedRegex(@"`(?<method>GET|POST|DELETE|PUT|PATCH) (?<route>(/api|…)/[^` ?]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Route();
}
