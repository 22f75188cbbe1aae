using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;

namespace Zegel.Browser.Tests;

/// <summary>What every screen must live up to, in both languages and from the narrowest width to a wide one.</summary>
internal static class AccessibilityCheck
{
    private const int Narrowest = 320;

    // The mailbox fills the screen exactly as soon as its panes stand side by side.
    private const string PanesFit =
        """
        () => !document.body.matches(".mail") || innerWidth < 640
          || document.documentElement.scrollHeight <= document.documentElement.clientHeight
        """;

    // axe's script stays in the page, where every next look finds it.
    private const string Judge =
        """
        async () => {
          // What the bar lies on at this moment is scrolled above it when it gets the focus: it is as large as it is.
          const bars = [...document.querySelectorAll(".answer-bar")];
          bars.forEach((bar) => bar.style.setProperty("position", "static"));
          const result = await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            resultTypes: ["violations"],
          });
          bars.forEach((bar) => bar.style.removeProperty("position"));
          return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly ConcurrentDictionary<string, bool> Checked = new(StringComparer.Ordinal);

    /// <summary>
    /// No violation of WCAG 2.2 AA that axe finds and nothing wider than the screen; keeps a picture of each. A state is
    /// looked at once, in both languages and all widths, however many tests come by it. What axe finds hangs on the words or on
    /// the width: it looks at one language on a phone and at the other on a wide screen.
    /// </summary>
    public static async Task IsAccessibleAsync(this IPage page, string state)
    {
        if (!Checked.TryAdd(state, true))
        {
            return;
        }

        // A page that was just gone to is not there yet.
        await page.Locator("h1:visible").First.WaitForAsync();
        var size = page.ViewportSize!;
        var language = await page.EvaluateAsync<string>("() => document.documentElement.lang");
        foreach (var spoken in new[] { "nl", "en" })
        {
            await page.SpeakAsync(spoken);
            foreach (var width in new[] { Narrowest, 360, 1280 })
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 740 : 800);
                var screen = $"{state}, {spoken}, {width} px";
                var tooWide = await page.EvaluateAsync<int>(
                    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                tooWide.ShouldBe(0, $"{screen}: scrolls sideways");
                (await page.EvaluateAsync<bool>(PanesFit)).ShouldBeTrue($"{screen}: the page scrolls and not its panes");
                if (width != Narrowest)
                {
                    await page.ShowAsync(state);
                }

                if ((spoken, width) is ("nl", 360) or ("en", 1280))
                {
                    await page.HasNoViolationsAsync(screen);
                }
            }
        }

        await page.SpeakAsync(language);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>No violation of WCAG 2.2 AA that axe finds in the page as it is.</summary>
    public static async Task HasNoViolationsAsync(this IPage page, string screen)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        (await page.EvaluateAsync<string[]>(Judge)).ShouldBeEmpty(screen);
    }

    /// <summary>As the language switch does, also where a dialog covers it.</summary>
    internal static async Task SpeakAsync(this IPage page, string language) => await page.EvaluateAsync(
        "async (language) => (await import('/js/text/text.js')).chooseLanguage(language)", language);
}
