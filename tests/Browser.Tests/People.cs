using System.Security.Cryptography;
using Microsoft.Playwright;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>What people do, in the browser.</summary>
internal static class People
{
    /// <summary>Fills the starter in; returns the mail with link and code.</summary>
    public static async Task<InboxMessage> StartAsync(this Site site, IPage page, Words words, string email)
    {
        await page.GotoAsync(site.At("/start/#info"));
        await page.Field(words.Name).FillAsync("Karin Janssen");
        await page.Field(words.Email).FillAsync(email);
        return await site.NextMessageAsync(email, () => page.Button(words.Send).ClickAsync());
    }

    /// <summary>Opens a mailed link and types the mailed code.</summary>
    public static async Task UnlockAsync(this IPage page, Words words, InboxMessage mail)
    {
        await page.GotoAsync("about:blank");
        await page.GotoAsync(Site.LinkIn(mail));
        await page.Code(words).FillAsync(Site.CodeIn(mail));
        await page.Button(words.Unlock).ClickAsync();
        await page.Button(words.Reply).First.WaitForAsync();
    }

    /// <summary>Opens a mailed link, asks for the SMS and types its code.</summary>
    public static async Task UnlockBySmsAsync(this Site site, IPage page, Words words, InboxMessage notice, string phone)
    {
        await page.GotoAsync(Site.LinkIn(notice));
        var sms = await site.NextMessageAsync(phone, () => page.Button(words.GetCode).ClickAsync());
        await page.Code(words).FillAsync(Site.CodeIn(sms));
        await page.Button(words.Unlock).ClickAsync();
        await page.Button(words.Reply).First.WaitForAsync();
    }

    /// <summary>Types an answer and attaches files.</summary>
    public static async Task WriteAsync(this IPage page, Words words, string? subject, string text, params FilePayload[] files)
    {
        await page.Button(words.Reply).First.ClickAsync();
        await page.FillAsync(words, subject, text, files);
    }

    /// <summary>Fills the fields of a message in.</summary>
    public static async Task FillAsync(this IPage page, Words words, string? subject, string text, params FilePayload[] files)
    {
        if (subject is not null)
        {
            await page.Field(words.Subject).FillAsync(subject);
        }

        await page.Field(words.Message).FillAsync(text);
        if (files.Length > 0)
        {
            await page.Locator("input[type=file]").SetInputFilesAsync(files);
        }
    }

    /// <summary>Presses an attachment's name and returns the SHA-256 of what was saved.</summary>
    public static async Task<string> DownloadAsync(this IPage page, string name)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { NameRegex = new System.Text.RegularExpressions.Regex("^" + System.Text.RegularExpressions.Regex.Escape(name)) }).ClickAsync());
        await using var stream = File.OpenRead(await download.PathAsync());
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, Xunit.TestContext.Current.CancellationToken));
    }

    /// <summary>A file with random bytes.</summary>
    public static FilePayload RandomFile(string name, int size) =>
        new() { Name = name, MimeType = "application/octet-stream", Buffer = RandomNumberGenerator.GetBytes(size) };
}
