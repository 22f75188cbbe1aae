using System.Diagnostics;
using Zegel.Local;

namespace Zegel.Benchmarks;

/// <summary>Five thousand files as one archive, by the site's own modules, which run in Node: <c>tests/web/zip-5000.js</c>.</summary>
internal static class ZipBenchmark
{
    public static async Task MeasureAsync()
    {
        NpmPackages.Ensure("local");
        NpmPackages.FillVendor();
        using var node = Process.Start(new ProcessStartInfo("node", ["zip-5000.js"])
        {
            WorkingDirectory = NpmPackages.Ensure("tests/web"), UseShellExecute = false,
        })!;
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException("There is no archive.");
        }
    }
}
