using Microsoft.Playwright;
using Shouldly;

namespace Zegel.Browser.Tests;

/// <summary>Where the keyboard is, and whether that can be seen.</summary>
internal static class Focus
{
    private const int MostStops = 100;

    public static Task<bool> IsFocusedAsync(this ILocator part) =>
        part.EvaluateAsync<bool>("(part) => part === document.activeElement");

    /// <summary>Waits until a part has the focus; a control shows that it does.</summary>
    public static async Task HasFocusAsync(this IPage page, ILocator part)
    {
        await Assertions.Expect(part).ToBeFocusedAsync(new() { Timeout = 20_000 });
        await page.FocusShowsAsync();
    }

    /// <summary>Goes on with Tab to a part; the focus can be seen at every stop.</summary>
    public static async Task TabToAsync(this IPage page, ILocator part)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            await page.FocusShowsAsync();
            if (await part.IsFocusedAsync())
            {
                return;
            }
        }

        throw new ShouldAssertException($"{part} cannot be reached with Tab.");
    }

    /// <summary>
    /// A ring of 2 px at least, on something that is on the screen and not covered (WCAG 2.4.11). A heading that gets
    /// the focus to be read is no control and has no ring.
    /// </summary>
    private static async Task FocusShowsAsync(this IPage page)
    {
        var hidden = await page.EvaluateAsync<string?>(
            """
            () => {
              const focused = document.activeElement;
              const { outlineStyle, outlineWidth, opacity } = getComputedStyle(focused);
              const { top, bottom, left, right, width, height } = focused.getBoundingClientRect();
              const isOnScreen = width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
              const [box] = focused.getClientRects();
              const above = box && document.elementFromPoint(
                Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
                Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
              const isSeen = isOnScreen && (focused.contains(above) || (above?.contains(focused) ?? false));
              const hasRing = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && opacity !== "0";
              const isPage = focused.matches("body, main");
              return isPage || (isSeen && (hasRing || focused.tabIndex < 0)) ? null : focused.outerHTML.slice(0, 200);
            }
            """);
        hidden.ShouldBeNull("The focus cannot be seen.");
    }
}
