using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;

namespace Zegel.Functions.Tests.Rules;

/// <summary>
/// What no test looks for in the trail can be left out unseen. Only what a test states of an entry counts: the same words
/// stand for refusals and for figures too, and a record that a test writes itself holds nothing.
/// </summary>
public sealed partial class EveryEventIsHeldByATest
{
    [Fact]
    public void Each_is_looked_for_where_it_happens()
    {
        var tests = Directory.EnumerateFiles(Sources.PathOf("tests", "Functions.Tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var stated = tests.SelectMany(text => Stated().Matches(text)).Select(entry => entry.Groups["event"].Value).ToHashSet(StringComparer.Ordinal);

        EverythingDeclaredIsRegistered.Declared<AuditEvent>()
            .Where(what => !stated.Contains(what.Name) && !stated.Contains(AuditEntry.NameOf(what)))
            .ShouldBeEmpty("The test of what is done states it with IsWrittenDownAsync.");
    }

    [GeneratedRegex(
        @"IsWrittenDownAsync\([^;]*?\b[A-Z]\w+Events\.(?<event>\w+)|\.Event == ""(?<event>[a-z-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stated();
}
