using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>
/// What a window reads from storage: the first connection breaks in the middle of a region, and those that go on wait
/// at the door until they are let through, so that a test can look at a download that is half-way.
/// </summary>
internal sealed class HeldReads
{
    private readonly TaskCompletionSource opened = new();
    private readonly TaskCompletionSource<string> wentOn = new();
    private readonly int cutAfter;

    private HeldReads(int cutAfter) => this.cutAfter = cutAfter;

    /// <summary>The range that the second connection asked for.</summary>
    public Task<string> GoesOnAt => wentOn.Task;

    /// <summary>Watches a window and its workers.</summary>
    /// <param name="page">The window.</param>
    /// <param name="storage">Where sealed objects are.</param>
    /// <param name="cutAfter">Bytes after which the first connection breaks.</param>
    public static async Task<HeldReads> WatchAsync(IPage page, Uri storage, int cutAfter)
    {
        var held = new HeldReads(cutAfter);
        await page.Context.RouteAsync(
            address => address.StartsWith(storage.ToString(), StringComparison.Ordinal), held.PassAsync);
        return held;
    }

    /// <summary>Lets everything through from now on.</summary>
    public void Open() => opened.TrySetResult();

    private async Task PassAsync(IRoute route)
    {
        if (route.Request.Method != "GET")
        {
            await route.ContinueAsync();
            return;
        }

        if (await route.Request.HeaderValueAsync("x-ms-range") is { } range)
        {
            wentOn.TrySetResult(range);
            await opened.Task;
            await route.ContinueAsync();
            return;
        }

        var whole = await route.FetchAsync();
        var bytes = await whole.BodyAsync();
        await route.FulfillAsync(new() { Response = whole, BodyBytes = bytes[..cutAfter] });
    }
}
