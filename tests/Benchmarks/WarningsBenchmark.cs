using System.Diagnostics;
using System.Globalization;
using Zegel.Local;

namespace Zegel.Benchmarks;

/// <summary>
/// How often ordinary messages are asked about, and how many mistakes are (X8): the site's own rules over a month and
/// mistakes that <c>tests/web/mailbox-month.js</c> draws from a seed.
/// </summary>
internal static class WarningsBenchmark
{
    /// <summary>Not one of those on which the rules were tuned.</summary>
    private const int Seed = 20261204;

    public static async Task MeasureAsync(string[] how)
    {
        var seed = how is ["--seed", var given] ? int.Parse(given, CultureInfo.InvariantCulture) : Seed;
        var start = new ProcessStartInfo("node", ["warnings.js", seed.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Path.Combine(NpmPackages.RepositoryRoot, "tests", "web"),
        };
        using var node = Process.Start(start)!;
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException($"warnings.js ended with {node.ExitCode}.");
        }
    }
}
