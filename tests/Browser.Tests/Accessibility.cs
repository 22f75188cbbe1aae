using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Every page and state: no violation of WCAG 2.2 AA that axe finds, and no sideways scrolling.</summary>
public sealed class Accessibility(Site site)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData("nl", 320)]
    [InlineData("en", 360)]
    [InlineData("nl", 1280)]
    [InlineData("en", 1280)]
    public async Task Public_pages(string language, int width)
    {
        var words = Words.Of(language);
        var page = await site.OpenWindowAsync(language, width);
        foreach (var path in new[] { "/", "/sealed/", "/login/", "/start/#info", "/start/#unknown", "/open/#" + new string('0', 34) + ".x", "/invitation/#" + new string('0', 32) + ".x", "/nowhere" })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(site.At(path), new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            await CheckAsync(page, path);
        }

        await page.GotoAsync(site.At("/start/#info"));
        await page.Button(words.Send).ClickAsync();
        await CheckAsync(page, "start with errors");
        var mail = await site.StartAsync(page, words, Site.NewEmail("karin"));
        await CheckAsync(page, "start, sent");
        await page.GotoAsync("about:blank");
        await page.GotoAsync(Site.LinkIn(mail));
        await page.Code(words).FillAsync("AAAA2222");
        await page.Button(words.Unlock).ClickAsync();
        await CheckAsync(page, "open, wrong code");
        await page.UnlockAsync(words, mail);
        await CheckAsync(page, "open, unlocked");
        await page.WriteAsync(words, "Vraag", "Goedemiddag", People.RandomFile("foto.jpg", 10));
        await CheckAsync(page, "open, writing");
        await page.Button(words.Send).ClickAsync();
        await page.MessageText("Goedemiddag").WaitForAsync();
        await CheckAsync(page, "open, sent");
    }

    [Theory]
    [InlineData("nl", 360)]
    [InlineData("en", 1280)]
    public async Task The_mailbox(string language, int width)
    {
        var words = Words.Of(language);
        var sender = await site.OpenWindowAsync(language);
        await sender.UnlockAsync(words, await site.StartAsync(sender, words, Site.NewEmail("karin")));
        var subject = $"Vraag {Guid.CreateVersion7():N}"[..24];
        await sender.WriteAsync(words, subject, "Goedemiddag", People.RandomFile("foto.jpg", 10));
        await site.NextMessageAsync(site.Staff.Email, () => sender.Button(words.Send).ClickAsync());

        var page = await site.StaffWindowAsync(words, width);
        await CheckAsync(page, "mailbox");
        await page.GetByText(subject).First.ClickAsync();
        await page.MessageText("Goedemiddag").WaitForAsync();
        await CheckAsync(page, "mailbox, conversation");
        await page.WriteAsync(words, null, "Dank u");
        await CheckAsync(page, "mailbox, answering");
        await page.GotoAsync("about:blank");
        await page.GotoAsync(site.At("/mail/"));
        await page.Button(words.NewConversation).First.ClickAsync();
        await page.Field(words.Recipient).WaitForAsync();
        await CheckAsync(page, "mailbox, new conversation");
    }

    private static async Task CheckAsync(IPage page, string state)
    {
        var result = await page.RunAxe(Rules);
        result.Violations
            .Select(violation => $"{state}: {violation.Id} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")
            .ShouldBeEmpty();
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        overflow.ShouldBe(0, state);
    }
}
