using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>
/// The blocks that a window uploads, counted; those after the first few wait at the door until they are let through, so
/// that a test can look at an upload that is half-way.
/// </summary>
internal sealed class HeldBlocks
{
    private readonly TaskCompletionSource opened = new();
    private readonly int free;
    private int seen;

    private HeldBlocks(int free) => this.free = free;

    /// <summary>The addresses of the blocks that went to storage, without their tickets.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>The names of the blobs that blocks were sent to.</summary>
    public IReadOnlyList<string> Blobs => [.. Sent.Distinct(StringComparer.Ordinal)];

    /// <summary>Watches a window's uploads.</summary>
    /// <param name="page">The window.</param>
    /// <param name="free">How many blocks go through at once.</param>
    public static async Task<HeldBlocks> WatchAsync(IPage page, int free = int.MaxValue)
    {
        var held = new HeldBlocks(free);
        await page.Context.RouteAsync(
            address => address.Contains("comp=block&", StringComparison.Ordinal), held.PassAsync);
        return held;
    }

    /// <summary>Lets everything through from now on.</summary>
    public void Open() => opened.TrySetResult();

    private async Task PassAsync(IRoute route)
    {
        if (Interlocked.Increment(ref seen) > free)
        {
            await opened.Task;
        }

        Sent.Enqueue(new Uri(route.Request.Url).Segments[^1]);
        await route.ContinueAsync();
    }
}
