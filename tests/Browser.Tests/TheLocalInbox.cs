using Azure;
using Azure.Communication.Email;
using Azure.Communication.Sms;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>The page on which a developer reads what the product sent, and tries what comes of it.</summary>
public sealed class TheLocalInbox(Site site) : BrowserTest(site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Seen as a person does: nothing that happens in the frame of a mail is told to the page.</summary>
    [Fact]
    public async Task Shows_the_pictures_that_came_with_a_mail()
    {
        await using var inbox = await InboxServer.StartAsync(0, TimeProvider.System, cancellationToken: Cancel);
        var mail = new EmailClient(inbox.ConnectionString);
        var picture = new EmailAttachment(
            "logo.svg", "image/svg+xml", BinaryData.FromString("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path fill='red' d='M0 0h1v1H0z'/></svg>"))
        {
            ContentId = "logo",
        };
        await SendAsync(mail, "met@example.nl", "Met logo", "<img src='cid:logo' alt='' width=48 height=48>", picture);
        await SendAsync(mail, "zonder@example.nl", "Met logo", "<img src='cid:logo' alt='' width=48 height=48>");
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(inbox.Address.ToString());
        await Assertions.Expect(page.Locator("iframe")).ToHaveCountAsync(2);

        var without = await page.Locator("iframe").First.ScreenshotAsync();
        var with = await page.Locator("iframe").Last.ScreenshotAsync();
        while (with.AsSpan().SequenceEqual(without))
        {
            Cancel.ThrowIfCancellationRequested();
            with = await page.Locator("iframe").Last.ScreenshotAsync();
        }

        await page.ShowAsync("local inbox, logo");
    }

    [Fact]
    public async Task Has_buttons_that_report_how_a_message_fared()
    {
        await using var inbox = await InboxServer.StartAsync(0, TimeProvider.System, cancellationToken: Cancel);
        var mail = new EmailClient(inbox.ConnectionString);
        await SendAsync(mail, "jan@example.nl", "Er staat een bericht voor u klaar");
        await new SmsClient(inbox.ConnectionString).SendAsync("Zegel", "+31600000001", "Uw code is 123456.", cancellationToken: Cancel);
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(inbox.Address.ToString());
        var ofJan = page.Locator("li", new PageLocatorOptions { HasText = "jan@example.nl" });
        var sms = page.Locator("li.sms");
        await StateIsAsync(ofJan, "Verstuurd");

        await page.GetByRole(AriaRole.Button, new() { Name = "Bezorgd: mail aan jan@example.nl, Er staat een bericht voor u klaar" }).ClickAsync();
        await StateIsAsync(ofJan, "Bezorgd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gebounced: mail aan jan@example.nl" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await StateIsAsync(ofJan, "Gebounced");
        await ofJan.GetByText("Bezorgrapport van Azure").ClickAsync();
        await Assertions.Expect(ofJan.Locator(".report pre")).ToContainTextAsync("\"status\": \"Bounced\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mislukt: sms aan +31600000001" }).ClickAsync();
        await StateIsAsync(sms, "Mislukt");

        // A message that comes in stands on top and leaves the others as they are.
        await SendAsync(mail, "bounce@example.nl", "Uw code");
        await StateIsAsync(page.Locator("li").First, "Gebounced");
        await Assertions.Expect(ofJan.Locator(".report pre")).ToBeVisibleAsync();
        await LooksRightAsync(page);
    }

    private static async Task LooksRightAsync(IPage page)
    {
        foreach (var width in new[] { 320, 360, 1280 })
        {
            await page.SetViewportSizeAsync(width, width < 600 ? 740 : 800);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .ShouldBe(0, $"{width} px: scrolls sideways");
            await page.ShowAsync("local inbox");
        }

        // In the frame of a mail no script runs, so axe would wait for ever for an answer from it.
        await page.EvaluateAsync("() => document.querySelectorAll('iframe').forEach((frame) => frame.remove())");
        await page.HasNoViolationsAsync("local inbox");
    }

    private static Task StateIsAsync(ILocator message, string state) =>
        Assertions.Expect(message.GetByRole(AriaRole.Status)).ToHaveTextAsync(state);

    private static async Task SendAsync(EmailClient client, string to, string subject, string html = "", params EmailAttachment[] attachments)
    {
        var content = new EmailContent(subject) { PlainText = subject, Html = $"<html lang=nl><title>{subject}</title><p>{subject}</p>{html}</html>" };
        var message = new EmailMessage("zegel@example.nl", to, content);
        foreach (var attachment in attachments)
        {
            message.Attachments.Add(attachment);
        }

        await client.SendAsync(WaitUntil.Started, message, Cancel);
    }
}
