using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>What is not the person's fault, nor the service's: a clock that is wrong, and an address that is none.</summary>
public sealed partial class WrongClockAndBadLinks(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task Twelve_minutes_off_a_code_works_for_five_and_is_sent_again_after_its_wait()
    {
        var (email, phone) = (People.NewEmail("piet"), People.NewPhone());
        var staff = await Site.StaffWindowAsync(Words);
        await staff.WriteToAsync(Words, email, phone);
        await staff.FillAsync(Words, "Uitslag", "Uw uitslag is goed.");
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(Words, "Uw uitslag is goed."));

        foreach (var minutes in new[] { -12, 12 })
        {
            var page = await Site.OpenWindowAsync();
            await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddMinutes(minutes) });
            await page.OpenAsync(notice);
            if (minutes < 0)
            {
                await Site.NextMessageAsync(phone, () => page.Button(Words.GetCode).ClickAsync());
            }
            else
            {
                // Another browser just asked, so this one waits its turn.
                await Assertions.Expect(page.Button(Words.GetCode)).ToBeDisabledAsync();
                (await SecondsAsync(page, "kan over")).ShouldBeInRange(1, 60);
                continue;
            }

            (await SecondsAsync(page, "De code werkt nog")).ShouldBeInRange(200, 301);
            (await SecondsAsync(page, "kan over")).ShouldBeInRange(1, 60);
            await Assertions.Expect(page.Button("Stuur opnieuw")).ToBeDisabledAsync();
        }
    }

    [Fact]
    public async Task An_address_that_says_nothing_gets_words_of_its_own()
    {
        var page = await Site.OpenWindowAsync();
        foreach (var (path, title) in new[]
        {
            ("/start/#%", "Hier kunt u geen bericht beginnen"), ("/start/#%E0%A4%A", "Hier kunt u geen bericht beginnen"),
            ("/start/#..%2f..%2f", "Hier kunt u geen bericht beginnen"), ("/start/?%E0%A4%A#info.", "Wat is uw naam"),
            ("/open/#%", "Deze link werkt niet"), ("/open/#%E0%A4%A", "Deze link werkt niet"), ("/open/#", "Deze link werkt niet"),
            ("/invitation/#%", "Deze uitnodiging werkt niet"), ("/password/#%", "Deze link kennen wij niet"),
            ("/request/#%", "Wij kennen deze link niet"), ("/nowhere?%E0%A4%A#%", "Deze pagina bestaat niet"), ("/%25", "Deze pagina bestaat niet"),
        })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(Site.At("/") + path[1..]);
            await page.Locator("main h1").WaitForAsync();
            (await page.Locator("main").InnerTextAsync()).ShouldContain(title, Case.Sensitive, path);
        }

        var staff = await Site.StaffWindowAsync(Words);
        foreach (var path in new[] { "/mail/#%", "/admin/#%E0%A4%A" })
        {
            await staff.GotoAsync("about:blank");
            await staff.GotoAsync(Site.At("/") + path[1..]);
            await staff.Alert("Dit bestaat niet, of u heeft er geen toegang toe.").WaitForAsync();
        }
    }

    /// <summary>What a line that counts down is at.</summary>
    private static async Task<int> SecondsAsync(IPage page, string words)
    {
        var line = page.Locator("zegel-countdown").Filter(new() { HasText = words });
        await line.WaitForAsync();
        var left = Left().Match(await line.InnerTextAsync());
        return (60 * int.Parse(left.Groups["minutes"].Value, CultureInfo.InvariantCulture))
            + int.Parse(left.Groups["seconds"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<minutes>\d+):(?<seconds>\d\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Left();
}
