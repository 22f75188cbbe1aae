using System.Diagnostics;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Benchmarks;

/// <summary>
/// The app as it is published, in a process of its own behind the host: how long it takes to its first answer, how long
/// calls take, and how much memory it has then.
/// </summary>
internal static class PublishedApp
{
    private const int Starts = 5;
    private const int Calls = 400;

    /// <summary>Publishes and measures.</summary>
    public static async Task MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("zegel-published");
        try
        {
            await PublishAsync(folder.FullName);
            await using var world = await BenchmarkWorld.StartAsync(appDirectory: folder.FullName);
            var times = new List<double>();
            for (var i = 0; i < Starts; i++)
            {
                await world.Cloud.StopFunctionsAsync();
                var clock = Stopwatch.StartNew();
                await world.Cloud.StartFunctionsAsync();
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            Figures.Print("first-answer", times.Order().ElementAt(Starts / 2), "ms");
            await MeasureCallsAsync(world);
            using var process = Process.GetProcessById(world.Cloud.FunctionsProcessId!.Value);
            Figures.Print("worker-memory", process.WorkingSet64 / (1024.0 * 1024), "MiB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureCallsAsync(BenchmarkWorld world)
    {
        var anybody = world.NewBrowser();
        await RepeatAsync("trivial", () => anybody.GetAsync("/api/health"));
        var (link, browser, _) = await world.StartedAsync();
        await RepeatAsync("open-published", () => browser.PostAsync(link.Path("open"), new { before = (string?)null }));
    }

    /// <summary>One caller; the first tenth warms up.</summary>
    private static async Task RepeatAsync(string name, Func<Task<ApiAnswer>> act)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Calls; i++)
        {
            var clock = Stopwatch.StartNew();
            (await act()).Expect(200);
            times.Add(clock.Elapsed);
        }

        Figures.PrintTimes(name, 1, [.. times.Skip(Calls / 10)]);
    }

    private static async Task PublishAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [
            "publish", Path.Combine(NpmPackages.RepositoryRoot, "functions"), "-c", "Release", "-o", folder, "-p:OfficialPackages=false", "-v", "q",
        ])
        {
            UseShellExecute = false,
        };
        using var dotnet = Process.Start(start)!;
        await dotnet.WaitForExitAsync();
        if (dotnet.ExitCode != 0)
        {
            throw new InvalidOperationException("The functions cannot be published; what was said stands above.");
        }
    }
}
