using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Local;

namespace Zegel.Functions.Tests.World;

/// <summary>
/// A local cloud with an organisation and one member of staff, and what people do in it. Every act goes over HTTP, and
/// every code comes from the inbox.
/// </summary>
public abstract partial class TestWorld(
    TimeProvider time, IReadOnlyDictionary<string, string?>? settings = null, bool hasStaff = true) : IAsyncDisposable
{
    // Making one takes most of a second.
    private static readonly Lazy<LocalKeys> Keys = new(LocalKeys.Create);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static int phones = RandomNumberGenerator.GetInt32(1_000_000, 9_000_000);

    private static readonly string[] Queues = 
        [StorageClients.ConversationQueue, StorageClients.AccountQueue, StorageClients.AuditQueue, StorageClients.DeliveryQueue];

    private readonly Dictionary<string, int> hidden = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim loggingIn = new(1);
    private LocalCloud? cloud;
    private (ApiClient Browser, DateTimeOffset At)? staff;

    /// <summary>The machinery.</summary>
    public LocalCloud Cloud => cloud!;

    /// <summary>App settings that replace or join the usual ones; what is changed here holds from the next start of the functions on.</summary>
    public Dictionary<string, string?> Settings { get; } = new(settings ?? new Dictionary<string, string?>(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What the functions log, from Information on.</summary>
    public LogLines Log { get; } = new();

    /// <summary>What the functions sent.</summary>
    public Inbox Inbox => Cloud.Inbox;

    /// <summary>The log-in of the one member of staff.</summary>
    public StaffLogIn StaffLogIn => ((DemoAccess)Cloud.InboxServer.Demo!).Staff;

    /// <summary>An address nobody used yet.</summary>
    public static string NewEmail(string name = "anna") => $"{name}-{Seals.NewId()[..12]}@example.nl";

    /// <summary>A Dutch mobile number nobody used yet.</summary>
    public static string NewPhone() =>
        "+3161" + Interlocked.Increment(ref phones).ToString("0000000", CultureInfo.InvariantCulture);

    /// <summary>A browser without cookies.</summary>
    public ApiClient NewBrowser() => new(Cloud.SiteAddress, Log);

    /// <summary>Starts a conversation from the starter and reads the mail.</summary>
    public async Task<Link> StarterConversationAsync(string? email = null, string name = "Anna Bakker", string language = "nl")
    {
        email ??= NewEmail();
        var conversationId = Seals.NewId();
        var mail = await NextMessageAsync(email, async () =>
        {
            var answer = await NewBrowser().PostAsync(
                $"/api/starters/{DemoOrganisation.Starter}/conversations", new { conversationId, name, email, language });
            answer.Expect(202);
        });
        return LinkIn(mail);
    }

    /// <summary>The link, and the code where there is one, of a mail.</summary>
    public static Link LinkIn(InboxMessage mail)
    {
        var link = OpenLink().Match(mail.Text!);
        var code = MailedCode().Match(mail.Text!);
        var participantId = link.Groups["participant"].Value;
        return new Link(
            participantId[..32], participantId, link.Groups["secret"].Value, code.Success ? code.Groups["code"].Value : null, mail.To);
    }

    /// <summary>Unlocks with the mailed code.</summary>
    /// <returns>The browser that may now read and write.</returns>
    public async Task<ApiClient> UnlockAsync(Link link, ApiClient? browser = null)
    {
        browser ??= NewBrowser();
        (await browser.PostAsync(link.Path("unlock"), new { secret = link.Secret, code = link.Code })).Expect(200);
        return browser;
    }

    /// <summary>Asks for a code by SMS and unlocks with it, in one browser.</summary>
    public async Task<ApiClient> UnlockBySmsAsync(Link link, string phone, ApiClient? browser = null)
    {
        browser ??= NewBrowser();
        var code = await NextSmsCodeAsync(
            phone, async () => (await browser.PostAsync(link.Path("code"), new { secret = link.Secret })).Expect(202));
        (await browser.PostAsync(link.Path("unlock"), new { secret = link.Secret, code })).Expect(200);
        return browser;
    }

    /// <summary>Logs the member of staff in: password, then the code by SMS.</summary>
    public async Task<ApiClient> LogInAsync()
    {
        // One at a time: the codes all go to one phone.
        await loggingIn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var browser = NewBrowser();
            var code = await NextSmsCodeAsync(StaffLogIn.Phone, async () =>
                (await browser.PostAsync("/api/login", new { email = StaffLogIn.Email, password = StaffLogIn.Password })).Expect(200));
            (await browser.PostAsync("/api/login/verify", new { code })).Expect(200);
            return browser;
        }
        finally
        {
            loggingIn.Release();
        }
    }

    /// <summary>
    /// A browser in which the member of staff logged in recently enough for sensitive acts, however long the suite
    /// takes. The session is shared; a test that ends it, or lets time pass, logs in itself.
    /// </summary>
    public async Task<ApiClient> StaffAsync()
    {
        var now = time.GetUtcNow();
        if (staff is not { } current || now >= current.At + (SecurityNumbers.RecentLogIn / 2))
        {
            staff = current = (await LogInAsync(), now);
        }

        return current.Browser.Copy();
    }

    /// <summary>The message that comes to an address or number because of <paramref name="act"/>.</summary>
    public async Task<InboxMessage> NextMessageAsync(string recipient, Func<Task> act)
    {
        var before = Inbox.To(recipient).Count;
        await act();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await Inbox.WaitForAsync(_ => Inbox.To(recipient).Count > before, patience.Token);
        }
        catch (OperationCanceledException exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came to {recipient} within {Patience.TotalSeconds:0} seconds.", exception);
        }

        return Inbox.To(recipient)[0];
    }

    /// <summary>The six digits that come by SMS because of <paramref name="act"/>.</summary>
    public async Task<string> NextSmsCodeAsync(string phone, Func<Task> act) =>
        SmsCode().Match((await NextMessageAsync(phone, act)).Text!).Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        loggingIn.Dispose();
        if (cloud is not null)
        {
            await cloud.DisposeAsync();
        }
    }

    /// <summary>What is not as in a deployment, beside the clock.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>
    /// The functions end and start again, with <see cref="Settings"/> as they are now. A hint that was in hand when they
    /// ended stays hidden for the ten minutes of the SDK, and a sweep makes another: nobody waits for it.
    /// </summary>
    public async Task RestartFunctionsAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Cloud.StopFunctionsAsync();
        foreach (var name in Queues)
        {
            var queue = new QueueClient(Cloud.Azurite.ConnectionString, name);
            QueueProperties all = await queue.GetPropertiesAsync(cancellationToken);
            PeekedMessage[] seen = await queue.PeekMessagesAsync(queue.MaxPeekableMessages, cancellationToken);
            hidden[name] = seen.Length < queue.MaxPeekableMessages ? all.ApproximateMessagesCount - seen.Length : 0;
        }

        await Cloud.StartFunctionsAsync(cancellationToken);
    }

    /// <summary>Whether no hint is on a queue or being worked on.</summary>
    internal async Task<bool> IsWorkedAsync(string queue)
    {
        QueueProperties all = await new QueueClient(Cloud.Azurite.ConnectionString, queue)
            .GetPropertiesAsync(TestContext.Current.CancellationToken);
        return all.ApproximateMessagesCount <= hidden.GetValueOrDefault(queue);
    }

    /// <summary>Starts the cloud and sets up the organisation.</summary>
    /// <param name="azurite">The storage; null starts an emulator.</param>
    /// <param name="appDirectory">Where the functions were published, to run them in a process of their own; null: in this one.</param>
    protected async ValueTask StartCloudAsync(Azurite? azurite = null, string? appDirectory = null) => cloud = await LocalCloud.StartAsync(
        new LocalCloudOptions
        {
            Azurite = azurite,
            AppDirectory = appDirectory,
            Time = time,
            Keys = Keys.Value,
            Demo = hasStaff,
            Services = ConfigureServices,
            Logging = logging => logging.AddProvider(Log),
            Settings = Settings,
        },
        TestContext.Current.CancellationToken);

    [GeneratedRegex(@"/open/#(?<participant>[0-9a-f]{34,38})\.(?<secret>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpenLink();

    [GeneratedRegex(@"^Code: (?<code>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailedCode();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SmsCode();
}
