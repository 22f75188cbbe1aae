// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>The pause between looks at a queue: exponential and randomised, from 100 ms up.</summary>
internal sealed class PollingInterval(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private int misses;

    /// <summary>Something was there: the next pause is the shortest again.</summary>
    public void Reset() => misses = 0;

    /// <summary>Nothing was there: the pause before looking again.</summary>
    public TimeSpan Next()
    {
        var spread = 0.8 + (0.4 * Random.Shared.NextDouble());
        // The cap on the exponent keeps the number finite; 2^30 * 100 ms is years.
        var pause = Shortest * (Math.Pow(2, Math.Min(misses++, 30)) * spread);
        return pause < Shortest ? Shortest : pause > longest ? longest : pause;
    }
}
