using System.Text.Json;
using Microsoft.Playwright;
using Zegel.Browser.Tests;

namespace Zegel.Benchmarks;

/// <summary>
/// How long a slow phone with nothing in its cache takes until a page can be used: a processor four times slower than
/// this machine's, 1.6 Mbit/s and 150 ms. Until a field can be filled in, the unlock form stands there, the list is shown.
/// </summary>
internal static class PagesBenchmark
{
    private const int Times = 5;
    private static readonly Words Words = Words.Nl;

    // Looked at in each frame that the phone draws, so that measuring costs it little.
    private const string Watch =
        """
        (wanted) => {
          const look = () => {
            if (document.querySelector(wanted)?.checkVisibility()) {
              globalThis.usableAt = performance.now();
            } else {
              requestAnimationFrame(look);
            }
          };
          look();
        }
        """;

    public static async Task MeasureAsync()
    {
        await using var site = new Site();
        await site.InitializeAsync();
        var (visitor, mail) = await site.VisitorAsync(Words);
        await visitor.WriteAsync(Words, "Verwijzing", "Wanneer kan ik terecht?");
        await site.NextMessageAsync(site.Staff.Email, () => visitor.SendAsync(Words, "Wanneer kan ik terecht?"));
        var staff = await site.LogInAsync(Words);
        await staff.Row("Verwijzing").WaitForAsync();
        var (browser, session) = (staff.Context.Browser!, await staff.Context.StorageStateAsync());
        await visitor.Context.CloseAsync();
        await staff.Context.CloseAsync();

        await using var front = await Http2Front.StartAsync(site.Cloud.SiteAddress);
        var link = new Uri(await AnotherLinkAsync(site));
        await MeasureAsync(browser, "start", new Uri(front.Address, "/start/#info"), "main form input:enabled");
        await MeasureAsync(browser, "open", new Uri(front.Address, link.PathAndQuery + link.Fragment), "main form input:enabled");
        await MeasureAsync(browser, "mail", new Uri(front.Address, "/mail/"), "[data-part=list] a", session);
    }

    /// <summary>A link that nobody opened yet.</summary>
    private static async Task<string> AnotherLinkAsync(Site site)
    {
        var page = await site.OpenWindowAsync();
        var mail = await site.StartAsync(page, Words, People.NewEmail("karin"));
        await page.Context.CloseAsync();
        return Mails.LinkIn(mail);
    }

    private static async Task MeasureAsync(IBrowser browser, string name, Uri address, string wanted, string? session = null)
    {
        var visits = new List<Visit>();
        for (var i = 0; i < Times; i++)
        {
            visits.Add(await VisitAsync(browser, address, wanted, session));
        }

        var sorted = visits.OrderBy(visit => visit.Milliseconds).ToList();
        Figures.Print($"page-{name}-usable-ms", sorted[Times / 2].Milliseconds, "ms");
        Figures.Print($"page-{name}-usable-slowest-ms", sorted[^1].Milliseconds, "ms");
        Figures.Print($"page-{name}-kib", sorted[Times / 2].Bytes / 1024.0, "KiB");
        Figures.Print($"page-{name}-requests", sorted[Times / 2].Requests, "requests");
    }

    /// <summary>Of one visit: when the page could be used, what came over the line, headers included, until it was quiet.</summary>
    private sealed record Visit(double Milliseconds, double Bytes, int Requests);

    private static async Task<Visit> VisitAsync(IBrowser browser, Uri address, string wanted, string? session)
    {
        await using var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
            Locale = "nl-NL",
            TimezoneId = "Europe/Amsterdam",
            StorageState = session,
            IgnoreHTTPSErrors = true,
        });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync($"({Watch})({JsonSerializer.Serialize(wanted)})");
        // What waits for colleagues never ends, and would never let the page be quiet.
        await page.RouteAsync("**/presence", route => route.AbortAsync());
        var phone = await context.NewCDPSessionAsync(page);
        var (bytes, requests) = (0.0, 0);
        phone.Event("Network.requestWillBeSent").OnEvent += (_, _) => requests++;
        phone.Event("Network.loadingFinished").OnEvent += (_, load) => bytes += load!.Value.GetProperty("encodedDataLength").GetDouble();
        await phone.SendAsync("Network.enable");
        await phone.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1_600_000 / 8, ["uploadThroughput"] = 1_600_000 / 8,
        });
        await phone.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => globalThis.usableAt !== undefined", null, new() { PollingInterval = 200 });
        var usable = await page.EvaluateAsync<double>("() => globalThis.usableAt");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return new Visit(usable, bytes, requests);
    }
}
