using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;
using Zegel.Browser.Tests;
using Zegel.Local;

[assembly: AssemblyFixture(typeof(Site))]
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

namespace Zegel.Browser.Tests;

/// <summary>
/// A cloud with its demo organisation, and the one browser of this process. All tests share it; one that stops the
/// functions, or needs an organisation without an account, takes <see cref="AnotherAsync"/>.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>No test has a window for so long; what waits in one for good fails when it closes.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(5);

    // Making some takes a second.
    private static readonly LocalKeys Keys = LocalKeys.Create();

    private readonly ConcurrentDictionary<string, SemaphoreSlim> awaited = new();
    private readonly SemaphoreSlim loggingIn = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;
    private bool isOwnBrowser;
    private LocalCloud? cloud;
    private readonly ConcurrentQueue<(string? Test, IBrowserContext Window)> windows = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> clientSessions = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<(string? Test, string Error)> Errors = new();
    private string? session;

    /// <summary>The machinery.</summary>
    public LocalCloud Cloud => cloud!;

    /// <summary>The log-in of the one member of staff.</summary>
    public StaffLogIn Staff => ((DemoAccess)Cloud.InboxServer.Demo!).Staff;

    /// <summary>The log-in of the client.</summary>
    public ClientLogIn Client => ((DemoAccess)Cloud.InboxServer.Demo!).Client!;

    /// <summary>The log-in of the company's main account.</summary>
    public ClientLogIn Company => ((DemoAccess)Cloud.InboxServer.Demo!).Company!;

    /// <summary>The log-in of the guest.</summary>
    public GuestLogIn Guest => ((DemoAccess)Cloud.InboxServer.Demo!).Guest!;

    /// <summary>What browsers complained about, in all windows.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>What no script of a page handled in a test's windows, whichever the site.</summary>
    /// <param name="test">The test's id.</param>
    internal static IReadOnlyList<string> ErrorsOf(string test) => [.. Errors.Where(one => one.Test == test).Select(one => one.Error)];

    /// <summary>Every request of every window and its workers, as <c>METHOD address</c>, without what is after #.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>An address on the site.</summary>
    public string At(string path) => new Uri(Cloud.SiteAddress, path).ToString();

    /// <summary>A cloud of a test's own, in the same browser; dispose it at the end of the test.</summary>
    /// <param name="demo">Whether the first account completes its invitation.</param>
    /// <param name="folder">Where its own storage is kept, so that it survives a stop; null: another account in the shared emulator.</param>
    /// <param name="settings">App settings to replace or add, read at every start of the functions.</param>
    /// <param name="wholeChromium">Whether it opens in a Chromium with a viewer for PDFs.</param>
    public async Task<Site> AnotherAsync(
        bool demo = true, string? folder = null, IReadOnlyDictionary<string, string?>? settings = null, bool wholeChromium = false) => new()
    {
        playwright = playwright,
        browser = wholeChromium ? await LaunchAsync(Chromium.FindWhole()) : browser,
        isOwnBrowser = wholeChromium,
        cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions
            {
                Azurite = folder is null ? Cloud.Azurite.AnotherAccount() : null,
                Keys = Keys,
                Demo = demo,
                Folder = folder,
                Settings = settings ?? new Dictionary<string, string?>(),
            },
            TestContext.Current.CancellationToken),
    };

    /// <summary>A window of its own: no cookies, one language, one size.</summary>
    public Task<IPage> OpenWindowAsync(string language = "nl", int width = 1280) => OpenWindowAsync(language, width, null);

    /// <summary>A window of somebody who lets no site keep anything: no cookies, no storage.</summary>
    /// <param name="profile">An empty folder for the browser, which is the test's to delete.</param>
    public async Task<IPage> OpenWindowThatKeepsNothingAsync(string profile)
    {
        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        await File.WriteAllTextAsync(
            Path.Combine(profile, "Default", "Preferences"), """{"profile":{"default_content_setting_values":{"cookies":2}}}""",
            TestContext.Current.CancellationToken);
        var context = await playwright!.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = Chromium.FindWhole(),
            Args = Chromium.Arguments,
            Locale = "nl-NL",
            TimezoneId = "Europe/Amsterdam",
        });
        Watch(context);
        return context.Pages[0];
    }

    /// <summary>A window in which the member of staff goes through the whole log-in, to the mailbox.</summary>
    /// <param name="words">The language.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="from">The address of the page on which it begins.</param>
    public async Task<IPage> LogInAsync(Words words, int width = 1280, string from = "/login/")
    {
        var page = await OpenWindowAsync(words.Language, width);
        await page.GotoAsync(At(from));
        await page.Field(words.Email).FillAsync(Staff.Email);
        await page.Field(words.Password).FillAsync(Staff.Password);
        var sms = await NextMessageAsync(Staff.Phone, () => page.Button(words.LogIn).ClickAsync());
        await page.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(words.Verify).ClickAsync();
        await page.WaitForURLAsync("**/mail/");
        await page.EnabledButton(words.NewConversation).WaitForAsync();
        session = await page.Context.StorageStateAsync();
        return page;
    }

    /// <summary>A window on the mailbox, in a session that tests share: log-ins are limited.</summary>
    public async Task<IPage> StaffWindowAsync(Words words, int width = 1280)
    {
        // One log-in for all of them, also when they begin together.
        await loggingIn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (session is null)
            {
                await (await LogInAsync(words)).Context.CloseAsync();
            }
        }
        finally
        {
            loggingIn.Release();
        }

        var page = await OpenWindowAsync(words.Language, width, session);
        await page.GotoAsync(At("/mail/"));
        await page.EnabledButton(words.NewConversation).WaitForAsync();
        return page;
    }

    /// <summary>A window in which a client is at home in the portal, in a session that tests share: log-ins are limited.</summary>
    public async Task<IPage> ClientWindowAsync(Words words, ClientLogIn client, int width = 1280)
    {
        var state = await clientSessions.GetOrAdd(client.Email, _ => new(() => SessionOfAsync(words, client))).Value;
        var page = await OpenWindowAsync(words.Language, width, state);
        await page.GotoAsync(At("/portal/"));
        await page.Title("Welkom").WaitForAsync();
        return page;
    }

    /// <summary>The same after a log-in of this moment, as what changes accounts asks for; others share it from then on.</summary>
    public Task<IPage> FreshClientWindowAsync(Words words, ClientLogIn client)
    {
        clientSessions.TryRemove(client.Email, out _);
        return ClientWindowAsync(words, client);
    }

    /// <summary>What a window keeps of a client's log-in, with their password and a code on their phone.</summary>
    private async Task<string> SessionOfAsync(Words words, ClientLogIn client)
    {
        var page = await OpenWindowAsync(words.Language);
        await page.GotoAsync(At("/login/"));
        await page.Field(words.Email).FillAsync(client.Email);
        await page.Field(words.Password).FillAsync(client.Password);
        var sms = await NextMessageAsync(client.Phone, () => page.Button(words.LogIn).ClickAsync());
        await page.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(words.Verify).ClickAsync();
        await page.Title("Welkom").WaitForAsync();
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }

    /// <summary>The message that comes to an address or number because of <paramref name="act"/>.</summary>
    /// <exception cref="TimeoutException">Nothing came.</exception>
    public async Task<InboxMessage> NextMessageAsync(string recipient, Func<Task> act)
    {
        // One at a time: the codes of several tests go to one phone, and each needs its own.
        var turn = awaited.GetOrAdd(recipient, _ => new(1));
        await turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await WaitForNextAsync(recipient, act);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<InboxMessage> WaitForNextAsync(string recipient, Func<Task> act)
    {
        var before = Cloud.Inbox.To(recipient).Count;
        await act();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await Cloud.Inbox.WaitForAsync(_ => Cloud.Inbox.To(recipient).Count > before, patience.Token);
        }
        catch (OperationCanceledException exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came to {recipient}.", exception);
        }

        return Cloud.Inbox.To(recipient)[0];
    }

    /// <summary>Closes what a test opened; keeps the picture and the text of what it saw last when it failed.</summary>
    /// <param name="test">The test's id; null closes everything.</param>
    internal async Task CloseWindowsAsync(string? test)
    {
        foreach (var (owner, window) in windows.ToArray())
        {
            if (test is null || owner == test)
            {
                if (TestContext.Current.TestState?.Result == TestResult.Failed && window.Pages is [.., var last])
                {
                    await last.KeepPictureAsync($"failed {TestContext.Current.TestMethod?.MethodName}");
                    TestContext.Current.TestOutputHelper?.WriteLine($"{last.Url}\n{await last.InnerTextAsync("body")}");
                }

                await window.CloseAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        isOwnBrowser = true;
        browser = await LaunchAsync(Chromium.FindShell());
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions { Keys = Keys, Demo = true, DemoPeople = true }, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var turn in awaited.Values)
        {
            turn.Dispose();
        }

        loggingIn.Dispose();
        await CloseWindowsAsync(null);
        if (isOwnBrowser)
        {
            await browser!.CloseAsync();
        }

        if (cloud is not null)
        {
            await cloud.DisposeAsync();
        }
    }

    private Task<IBrowser> LaunchAsync(string path) =>
        playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Chromium.Arguments });

    /// <summary>It is the test's that runs: it closes with it, and nothing in it takes for ever.</summary>
    private void Watch(IBrowserContext window)
    {
        var test = TestContext.Current.Test?.UniqueID;
        windows.Enqueue((test, window));
        window.WebError += (_, error) => Errors.Enqueue((test, $"{error.Page?.Url.Split('#')[0]}: {error.Error}"));
        window.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var end = new Timer(_ => _ = window.CloseAsync(), null, LongestWindow, Timeout.InfiniteTimeSpan);
        window.Close += (_, _) => end.Dispose();
    }

    private async Task<IPage> OpenWindowAsync(string language, int width, string? state)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 800 },
            Locale = language == "nl" ? "nl-NL" : "en-GB",
            TimezoneId = "Europe/Amsterdam",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = state,
        });
        Watch(context);
        context.Request += (_, request) => Requests.Enqueue($"{request.Method} {request.Url.Split('#')[0]}");
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Complaints.Enqueue($"{page.Url.Split('#')[0]}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Enqueue($"{page.Url.Split('#')[0]}: {message.Text}");
            }
        };
        return page;
    }
}
