using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using Zegel.Browser.Tests;
using Zegel.Local;

[assembly: AssemblyFixture(typeof(Site))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Zegel.Browser.Tests;

/// <summary>The whole cloud with its demo organisation, and one browser, for all tests of this process.</summary>
public sealed partial class Site : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim loggingIn = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;
    private LocalCloud? cloud;

    /// <summary>The machinery.</summary>
    public LocalCloud Cloud => cloud!;

    /// <summary>The log-in of the one member of staff.</summary>
    public StaffLogIn Staff => ((DemoAccess)Cloud.InboxServer.Demo!).Staff;

    /// <summary>What the browser complained about, in all windows: there should be nothing.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Every address that any window asked for.</summary>
    public ConcurrentQueue<Uri> Requested { get; } = new();

    /// <summary>An address nobody used yet.</summary>
    public static string NewEmail(string name) => $"{name}-{Guid.CreateVersion7():N}@voorbeeld.nl";

    /// <summary>A window of its own: no cookies, one language, one size.</summary>
    public async Task<IPage> OpenWindowAsync(string language = "nl", int width = 1280)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 800 },
            Locale = language == "nl" ? "nl-NL" : "en-GB",
            TimezoneId = "Europe/Amsterdam",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // The header is right; this version of Chromium does not know one of its features.
            if (message.Type == "error" && !message.Text.Contains("'bluetooth'", StringComparison.Ordinal))
            {
                Complaints.Enqueue($"{page.Url.Split('#')[0]}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Complaints.Enqueue($"{page.Url.Split('#')[0]}: {error}");
        page.Request += (_, request) => Requested.Enqueue(new Uri(request.Url));
        return page;
    }

    /// <summary>An address on the site.</summary>
    public string At(string path) => new Uri(Cloud.SiteAddress, path).ToString();

    /// <summary>The message that comes to an address or number because of <paramref name="act"/>.</summary>
    public async Task<InboxMessage> NextMessageAsync(string recipient, Func<Task> act)
    {
        var before = Cloud.Inbox.To(recipient).Count;
        await act();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await Cloud.Inbox.WaitForAsync(_ => Cloud.Inbox.To(recipient).Count > before, patience.Token);
        return Cloud.Inbox.To(recipient)[0];
    }

    /// <summary>The link to a conversation in a mail.</summary>
    public static string LinkIn(InboxMessage mail) => Link().Match(mail.Text!).Value;

    /// <summary>The mailed code on its line, or the six digits of an SMS.</summary>
    public static string CodeIn(InboxMessage message) =>
        message.Kind == InboxKind.Sms ? SmsCode().Match(message.Text!).Value : MailCode().Match(message.Text!).Groups["code"].Value;

    /// <summary>A window in which the member of staff is logged in, on the mailbox.</summary>
    public async Task<IPage> StaffWindowAsync(Words words, int width = 1280)
    {
        // One at a time: the codes all go to one phone.
        await loggingIn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var page = await OpenWindowAsync(words.Language, width);
            await page.GotoAsync(At("/login/"));
            await page.GetByLabel(words.Email).FillAsync(Staff.Email);
            await page.GetByLabel(words.Password, new() { Exact = true }).FillAsync(Staff.Password);
            var sms = await NextMessageAsync(Staff.Phone, () => page.Button(words.LogIn).ClickAsync());
            await page.Code(words).FillAsync(CodeIn(sms));
            await page.Button(words.Verify).ClickAsync();
            await page.WaitForURLAsync("**/mail/**");
            await page.Button(words.NewConversation).First.WaitForAsync();
            return page;
        }
        finally
        {
            loggingIn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Find(),
            Args = Chromium.Arguments,
        });
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions { Demo = true }, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        loggingIn.Dispose();
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        if (cloud is not null)
        {
            await cloud.DisposeAsync();
        }
    }

    [GeneratedRegex(@"http\S+/open/#\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^Code: (?<code>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailCode();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SmsCode();
}
