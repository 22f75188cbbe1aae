using System.Diagnostics;
using Xunit;

namespace Zegel.Functions.Tests.World;

/// <summary>For what comes about by a worker, after the answer.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first answer that is not null.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException($"It did not come about within {Patience.TotalSeconds:0} seconds.");
            }

            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
