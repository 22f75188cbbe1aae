using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Words of 200 letters without a break, wherever people type, on the narrowest screen and a wide one (WCAG 1.4.10).</summary>
public sealed partial class NothingScrollsSideways(Site site) : BrowserTest(site)
{
    // Every part, and not the page alone: a pane that scrolls sideways hides what is said just as well. A table of six
    // columns does on a narrow screen, whatever stands in it.
    private const string TooWide =
        """
        () => [document.scrollingElement, ...document.querySelectorAll("body *")]
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.checkVisibility()
            && !(part.matches(".audit-table") && innerWidth < 600)
            && (part === document.scrollingElement || ["auto", "scroll"].includes(getComputedStyle(part).overflowX)))
          .map((part) => `${part.outerHTML.slice(0, 160)}: ${part.scrollWidth} > ${part.clientWidth}`)
        """;

    private static readonly Words Words = Words.Nl;
    private static readonly string Long = "Arbeidsongeschiktheidsverzekering" + new string('W', 167);
    private static readonly string Link = "https://voorbeeld.nl/" + new string('x', 179);

    [Fact]
    public async Task For_who_writes_from_outside()
    {
        var (page, mail) = await Site.VisitorAsync(Words, 320);
        await page.WriteAsync(Words, Long, $"{Link}\n{Long}", new FilePayload { Name = $"{Long}.txt", MimeType = "text/plain", Buffer = "x"u8.ToArray() });
        await FitsAsync(page, "composer, long words");
        await page.SendAsync(Words, Link);
        await FitsAsync(page, "conversation, long words");
        await page.Locator(".attachment-acts > .quiet").First.ClickAsync();
        await page.Locator(".preview-text").WaitForAsync();
        await FitsAsync(page, "preview, long name");
        await page.Keyboard.PressAsync("Escape");

        await LengthenAsync(page);
        foreach (var path in new[] { "/", "/start/#info", "/nowhere", "/password/" })
        {
            await page.GotoAsync(Site.At(path));
            await page.Locator("[data-organisation]").GetByText("WWWW").WaitForAsync();
            await FitsAsync(page, $"{path}, long names");
        }

        await page.OpenAsync(mail);
        await page.MessageText(Link).WaitForAsync();
        await FitsAsync(page, "conversation, long names");
        await page.Context.ClearCookiesAsync();
        await page.OpenAsync(mail);
        await page.Button("Code opnieuw mailen").WaitForAsync();
        await FitsAsync(page, "unlocking, long names");
    }

    [Fact]
    public async Task For_who_works_here()
    {
        var subject = People.NewSubject("Lang");
        var (visitor, _) = await Site.VisitorAsync(Words);
        await visitor.WriteAsync(Words, $"{subject} {Long[..180]}", Link);
        await visitor.SendAsync(Words, Link);

        var page = await Site.StaffWindowAsync(Words, 320);
        await LengthenAsync(page);
        await page.GotoAsync(Site.At("/mail/?"));
        await page.Row(subject).WaitForAsync();
        await FitsAsync(page, "mailbox, long words");
        await page.ReadAsync(subject, Link);
        await FitsAsync(page, "mailbox, conversation, long words");
        await page.WriteAsync(Words, null, $"{Link} {Long}");
        await FitsAsync(page, "mailbox, answering, long words");

        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.GotoAsync(Site.At("/mail/?new#new"));
        await page.Field(Words.Recipient).FillAsync($"{Long[..60]}@{new string('w', 60)}.voorbeeld.nl");
        await page.Field(Words.Subject).FillAsync(Long);
        await page.Field(Words.Message).FillAsync(Link);
        await page.Button("Nog een ontvanger").ClickAsync();
        await FitsAsync(page, "mailbox, new conversation, long words");
        foreach (var path in new[] { "/account/", "/account/mailboxes/", "/guests/", "/guests/#invite", "/guests/#policy", "/guests/#terms", "/forms/", "/forms/#import", "/admin/", "/admin/#invite", "/admin/#policy", "/admin/#requests", "/admin/#dossiers", "/admin/#organisation", "/admin/#mailboxes", "/admin/#starters", "/admin/#starters-new", "/admin/#starter-info", "/admin/audit/" })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(Site.At(path));
            await page.Locator("main h1, main h2").First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await FitsAsync(page, $"{path}, long names");
        }

        await page.GotoAsync(Site.At("/admin/"));
        await page.Locator(".desk-row").First.ClickAsync();
        await page.Locator(".desk-facts").WaitForAsync();
        await FitsAsync(page, "an account, long names");
    }

    [Fact]
    public async Task For_a_company_in_the_portal()
    {
        var page = await Site.ClientWindowAsync(Words, Site.Company, 320);
        await LengthenAsync(page);
        foreach (var path in new[] { "/portal/accounts/", "/portal/accounts/#add" })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(Site.At(path));
            await page.Title("Extra accounts").WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await FitsAsync(page, $"{path}, long names");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Terug naar extra accounts" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Bekijken", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync();
        await page.Locator(".desk-facts").WaitForAsync();
        await FitsAsync(page, "an extra account, long names");
    }

    /// <summary>Names that were typed elsewhere: of people, mailboxes, starters, devices and the organisation.</summary>
    private static async Task LengthenAsync(IPage page) => await page.RouteAsync("**/api/**", async route =>
    {
        var answer = await route.FetchAsync();
        var text = Names().Replace(await answer.TextAsync(), match => $"\"{match.Groups["name"].Value}\":\"{Long}\"");
        await route.FulfillAsync(new() { Response = answer, Body = text });
    });

    private static async Task FitsAsync(IPage page, string state)
    {
        foreach (var width in new[] { 1280, 320 })
        {
            await page.SetViewportSizeAsync(width, 740);
            (await page.EvaluateAsync<string[]>(TooWide)).ShouldBeEmpty($"{state}, {width} px");
            await page.ShowAsync(state.Replace("/", "-", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("""
        "(?<name>name|mailbox|organisation|postalAddress|by|device)":"[^"]*"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();
}
