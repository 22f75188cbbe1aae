using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>What people do, in the browser.</summary>
internal static class People
{
    /// <summary>An address nobody used yet, long and without a place to break it: screens must hold it.</summary>
    public static string NewEmail(string name) =>
        $"{name}{NewId()}vaneenlangefamilie@eenorganisatiemeteenlangenaam.voorbeeld.nl";

    /// <summary>A Dutch mobile number nobody used yet.</summary>
    public static string NewPhone() =>
        // 06 1… to 06 5… are in use.
        "+316" + RandomNumberGenerator.GetInt32(10_000_000, 60_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>A subject nobody used yet.</summary>
    public static string NewSubject(string subject) => $"{subject} {NewId()}";

    /// <summary>A file with random bytes.</summary>
    public static FilePayload NewFile(string name, int size) =>
        new() { Name = name, MimeType = "application/octet-stream", Buffer = RandomNumberGenerator.GetBytes(size) };

    /// <summary>SHA-256, to compare what was sent with what was saved.</summary>
    public static string HashOf(FilePayload file) => Convert.ToHexString(SHA256.HashData(file.Buffer));

    /// <summary>Fills the starter in.</summary>
    /// <returns>The mail with link and code.</returns>
    public static async Task<InboxMessage> StartAsync(this Site site, IPage page, Words words, string email)
    {
        await page.GotoAsync(site.At("/start/#info"));
        await page.Field(words.Name).FillAsync("Karin Janssen");
        await page.Field(words.Email).FillAsync(email);
        return await site.NextMessageAsync(email, () => page.Button(words.Send).ClickAsync());
    }

    /// <summary>Opens a mailed link, in a page that may already show another one.</summary>
    public static async Task OpenAsync(this IPage page, InboxMessage mail)
    {
        await page.GotoAsync("about:blank");
        await page.GotoAsync(Mails.LinkIn(mail));
    }

    /// <summary>Opens a mailed link and types the mailed code.</summary>
    public static async Task UnlockAsync(this IPage page, Words words, InboxMessage mail)
    {
        await page.OpenAsync(mail);
        await page.TypeCodeAsync(words, mail);
    }

    /// <summary>Opens a mailed link, asks for the SMS and types its code.</summary>
    public static async Task UnlockBySmsAsync(this Site site, IPage page, Words words, InboxMessage notice, string phone)
    {
        await page.OpenAsync(notice);
        await page.TypeCodeAsync(words, await site.NextMessageAsync(phone, () => page.Button(words.GetCode).ClickAsync()));
    }

    /// <summary>A visitor who is in a conversation of their own.</summary>
    public static async Task<(IPage Page, InboxMessage Mail)> VisitorAsync(this Site site, Words words, int width = 1280)
    {
        var page = await site.OpenWindowAsync(words.Language, width);
        var mail = await site.StartAsync(page, words, NewEmail("karin"));
        await page.UnlockAsync(words, mail);
        return (page, mail);
    }

    /// <summary>A window in which a client, or a company, is logged in, at home in the portal.</summary>
    public static async Task<IPage> LogInAsync(this Site site, Words words, ClientLogIn client, int width = 1280)
    {
        var page = await site.OpenWindowAsync(words.Language, width);
        await page.GotoAsync(site.At("/login/"));
        await page.Field(words.Email).FillAsync(client.Email);
        await page.Field(words.Password).FillAsync(client.Password);
        var sms = await site.NextMessageAsync(client.Phone, () => page.Button(words.LogIn).ClickAsync());
        await page.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(words.Verify).ClickAsync();
        await page.Title("Welkom").WaitForAsync();
        return page;
    }

    /// <summary>Types the invited address and sets the password from the mail that follows (N2-N6).</summary>
    /// <returns>The log-in so far; a second factor must still be chosen.</returns>
    public static async Task<StaffLogIn> SetFirstPasswordAsync(this Site site, IPage page, Words words, InboxMessage invitation)
    {
        var logIn = new StaffLogIn(invitation.To, $"vier fietsen {NewId()}", "");
        await page.OpenAsync(invitation);
        await page.Field(words.Email).FillAsync(invitation.To);
        var mail = await site.NextMessageAsync(invitation.To, () => page.Button(words.Send).ClickAsync());
        await page.OpenAsync(mail);
        await page.Field(words.Name).FillAsync("Conny de Vries");
        await page.Field(words.Password).FillAsync(logIn.Password);
        await page.Button(words.SetPassword).ClickAsync();
        await page.Button(words.ActivateMethod).WaitForAsync();
        return logIn;
    }

    /// <summary>Makes the account that somebody was invited to, with codes by SMS.</summary>
    /// <returns>The log-in; the page stands at what follows.</returns>
    public static async Task<StaffLogIn> AcceptInvitationAsync(
        this Site site, IPage page, Words words, InboxMessage invitation, string phone)
    {
        var logIn = await site.SetFirstPasswordAsync(page, words, invitation);
        await page.Field(words.SmsCode).CheckAsync();
        await page.Button(words.ActivateMethod).ClickAsync();
        await page.Field(words.MobileNumber).FillAsync(phone);
        var sms = await site.NextMessageAsync(phone, () => page.Button(words.SendCode).ClickAsync());
        await page.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(words.CheckCode).ClickAsync();
        await page.Button(words.TryLater).ClickAsync();
        await page.Button(words.Continue).ClickAsync();
        await page.ArriveAsync("/account/");
        return logIn with { Phone = phone };
    }

    /// <summary>Begins an answer, or the first message.</summary>
    public static async Task WriteAsync(this IPage page, Words words, string? subject, string text, params FilePayload[] files)
    {
        await page.Button(words.Reply).ClickAsync();
        await page.FillAsync(words, subject, text, files);
    }

    /// <summary>Begins a conversation from the mailbox.</summary>
    public static async Task WriteToAsync(this IPage page, Words words, string email, string? phone)
    {
        await page.Button(words.NewConversation).ClickAsync();
        await page.Field(words.Recipient).FillAsync(email);
        await page.Field(phone is null ? words.None : words.SmsCode).CheckAsync();
        if (phone is not null)
        {
            await page.Field(words.MobileNumber).FillAsync(phone);
        }
    }

    /// <summary>Fills the fields of a message in; a null subject stays as it is.</summary>
    public static async Task FillAsync(this IPage page, Words words, string? subject, string text, params FilePayload[] files)
    {
        if (subject is not null)
        {
            await page.Field(words.Subject).FillAsync(subject);
        }

        await page.Field(words.Message).FillAsync(text);
        if (files.Length > 0)
        {
            await page.Locator("input[type=file]:not([webkitdirectory])").SetInputFilesAsync(files);
        }
    }

    /// <summary>Sends what was written; the page shows it among the messages.</summary>
    public static async Task SendAsync(this IPage page, Words words, string text)
    {
        await page.Button(words.Send).ClickAsync();
        await page.MessageText(text).WaitForAsync();
    }

    /// <summary>Opens a conversation of the mailbox.</summary>
    public static async Task ReadAsync(this IPage page, string subject, string text)
    {
        await page.Row(subject).ClickAsync();
        await page.MessageText(text).WaitForAsync();
    }

    /// <summary>Saves an attachment.</summary>
    /// <returns>SHA-256 of what was saved.</returns>
    public static async Task<string> DownloadAsync(this IPage page, string name)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Attachment(name).ClickAsync());
        await using var stream = File.OpenRead(await download.PathAsync());
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken));
    }

    /// <summary>How many things this browser keeps of uploads that were cut off.</summary>
    public static Task<int> KeptOfUploadsAsync(this IPage page) => page.EvaluateAsync<int>(
        """
        () => new Promise((resolve, reject) => {
          const opening = indexedDB.open("zegel-uploads");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const transaction = database.transaction([...database.objectStoreNames]);
            const counts = [...database.objectStoreNames].map((name) => transaction.objectStore(name).count());
            transaction.oncomplete = () => {
              database.close();
              resolve(counts.reduce((sum, { result }) => sum + result, 0));
            };
          };
        })
        """);

    private static async Task TypeCodeAsync(this IPage page, Words words, InboxMessage message)
    {
        await page.Field(words.Code).FillAsync(Mails.CodeIn(message));
        await page.Button(words.Unlock).ClickAsync();
        await page.Button(words.Reply).WaitForAsync();
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N")[^12..];
}
