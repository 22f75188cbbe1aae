using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Tests;

namespace Zegel.Browser.Tests;

/// <summary>What comes out of the printer: all of what the page shows, in one column, and no frame around it.</summary>
public sealed partial class OnPaper(Site site) : BrowserTest(site)
{
    private const int Lines = 160;
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_page_prints_all_that_it_shows()
    {
        var subject = People.NewSubject("Verslag");
        var (visitor, _) = await Site.VisitorAsync(Words);
        await visitor.WriteAsync(Words, subject, Text("eerste"));
        await visitor.SendAsync(Words, "eerste 160.");
        await visitor.WriteAsync(Words, null, Text("tweede"), TextFile());
        await visitor.SendAsync(Words, "tweede 160.");

        // A message that is folded to a line is printed as well, and is folded again afterwards.
        await visitor.ReloadAsync();
        await visitor.MessageText("tweede 160.").WaitForAsync();
        await HasAllLinesAsync(visitor, "eerste", "tweede");
        (await visitor.Locator("details.message[open]").CountAsync()).ShouldBe(1);

        // One message alone, and all of them again afterwards.
        await visitor.EvaluateAsync("() => { window.print = () => {}; }");
        await visitor.More().ClickAsync();
        await visitor.GetByRole(AriaRole.Menuitem, new() { Name = "Dit bericht afdrukken", Exact = true }).ClickAsync();
        (await HasAllLinesAsync(visitor, "eerste")).ShouldNotContain("tweede");
        await HasAllLinesAsync(visitor, "eerste", "tweede");

        // So is what somebody is writing.
        await visitor.WriteAsync(Words, null, Text("derde"));
        await HasAllLinesAsync(visitor, "eerste", "tweede", "derde");

        // The mailbox shows panes that scroll; on paper there is one, and it ends where the conversation does.
        var staff = await Site.StaffWindowAsync(Words);
        await staff.ReadAsync(subject, "tweede 160.");
        var printed = await HasAllLinesAsync(staff, "eerste", "tweede");
        printed.ShouldNotContain(Words.NewConversation);
        printed.ShouldNotContain(Words.Reply);

        // A file that is looked at lies over the page.
        await staff.Button($"{Words.View} verslag.txt").ClickAsync();
        await staff.Locator(".preview-text").WaitForAsync();
        await HasAllLinesAsync(staff, "bestand");
        await staff.Keyboard.PressAsync("Escape");

        await staff.GotoAsync(Site.At("/mail/"));
        await staff.Row(subject).WaitForAsync();
        (await PrintedAsync(staff)).ShouldContain(subject);
        foreach (var (path, words) in new[]
        {
            ("/account/", "Waar u bent ingelogd"), ("/account/mailboxes/", "Info"), ("/admin/", Site.Staff.Email),
            ("/admin/#policy", "Tweede stap"),
        })
        {
            await staff.GotoAsync("about:blank");
            await staff.GotoAsync(Site.At(path));
            await staff.Locator("main").GetByText(words).First.WaitForAsync();
            await AllWordsArePrintedAsync(staff, path);
        }
    }

    private static string Text(string word) => string.Join('\n', Enumerable.Range(1, Lines).Select(line => $"{word} {line}."));

    private static FilePayload TextFile() =>
        new() { Name = "verslag.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Text("bestand")) };

    /// <summary>Each line of each text is on paper once.</summary>
    private static async Task<string> HasAllLinesAsync(IPage page, params string[] texts)
    {
        var printed = await PrintedAsync(page);
        foreach (var text in texts)
        {
            Regex.Matches(printed, $@"\b{text} (\d+)\.", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(match => match.Groups[1].Value).ShouldBe(Enumerable.Range(1, Lines).Select(line => $"{line}"), text);
        }

        return printed;
    }

    /// <summary>Every word in the main part that the screen shows, or would when it is scrolled to, is on paper.</summary>
    private static async Task AllWordsArePrintedAsync(IPage page, string name)
    {
        var shown = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, td, dt, dd, label)")]
              .filter((part) => part.checkVisibility() && part.closest("button, details, .desk-nothing, [data-pane=pane] .desk-list") === null
                && part.querySelector("button, a, p, input, select, ul, .visually-hidden") === null)
              .map((part) => part.innerText)
            """);
        var printed = Letters().Replace(await PrintedAsync(page), "");
        shown.Length.ShouldBeGreaterThan(1, name);

        // Longer ones may be broken in a column, and then stand between words of the next one.
        foreach (var word in shown.SelectMany(words => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Length <= 12))
        {
            printed.ShouldContain(Letters().Replace(word, ""), Case.Sensitive, name);
        }
    }

    private static async Task<string> PrintedAsync(IPage page)
    {
        var pdftotext = DebianPackage.Find("poppler-utils", "/usr/bin/pdftotext", "/opt/homebrew/bin/pdftotext");
        using var process = Process.Start(new ProcessStartInfo(pdftotext, ["-layout", "-", "-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var text = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(await page.PdfAsync(new() { Format = "A4" }), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        return await text;
    }

    /// <summary>What a line break on paper adds or takes away.</summary>
    [GeneratedRegex(@"[\s\u00ad\u2010-]", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}
