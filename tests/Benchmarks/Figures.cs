using System.Globalization;

namespace Zegel.Benchmarks;

/// <summary>Prints figures, one <c>name value unit</c> a line.</summary>
internal static class Figures
{
    /// <summary>Prints one figure.</summary>
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###} {unit}"));

    /// <summary>Prints the load before the start: above 1 the times say little.</summary>
    public static void PrintLoad()
    {
        var load = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        Print("load-before", load, load > 1 ? "busy" : "quiet");
    }

    /// <summary>Prints the median and the 99th percentile.</summary>
    public static void PrintTimes(string name, int callers, IReadOnlyList<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToList();
        Print($"{name}-p50-{callers}", sorted[sorted.Count / 2], "ms");
        Print($"{name}-p99-{callers}", sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * 0.99) - 1)], "ms");
    }
}
