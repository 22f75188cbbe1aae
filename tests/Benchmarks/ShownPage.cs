using System.Diagnostics;
using Microsoft.Playwright;
using Zegel.Browser.Tests;
using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>How long a page takes in Chromium until something is shown, with nothing in its cache, on this machine's own processor.</summary>
internal static class ShownPage
{
    private const int Times = 5;

    /// <summary>Prints the median of five visits, each in a window of its own, in seconds.</summary>
    /// <param name="name">Of the figure.</param>
    /// <param name="address">The page.</param>
    /// <param name="client">Whose session the window has.</param>
    /// <param name="isShown">JavaScript: a function that answers whether it is shown.</param>
    public static async Task MeasureAsync(string name, Uri address, ApiClient client, string isShown)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.FindShell(), Args = Chromium.Arguments });
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var context = await browser.NewContextAsync(new() { Locale = "nl-NL", TimezoneId = "Europe/Amsterdam" });
            await context.AddCookiesAsync(client.Cookies.Select(cookie => new Cookie
            {
                Name = cookie.Key, Value = cookie.Value, Url = address.GetLeftPart(UriPartial.Authority).Replace("http:", "https:", StringComparison.Ordinal),
                Secure = true,
            }));
            var page = await context.NewPageAsync();
            var clock = Stopwatch.StartNew();
            await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
            await page.WaitForFunctionAsync(isShown, null, new() { PollingInterval = 50 });
            times.Add(clock.Elapsed.TotalSeconds);
        }

        Figures.Print(name, times.Order().ElementAt(Times / 2), "s");
    }
}
