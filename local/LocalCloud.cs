using System.ComponentModel;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zegel.Local.Host;

namespace Zegel.Local;

/// <summary>
/// The whole cloud on one machine: storage, inbox, functions and site. What runs the demo, the tests and the
/// benchmarks.
/// </summary>
public sealed class LocalCloud : IAsyncDisposable
{
    // What runs gets this long to end when the functions stop.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int MostTries = 3;

    private readonly LocalCloudOptions options;
    private readonly LocalKeys keys;
    private readonly CancellationTokenSource ending = new();
    private readonly QueueBell bell = new();
    private FunctionsHost? functions;
    private SiteServer? site;

    private LocalCloud(LocalCloudOptions options, Azurite azurite, InboxServer inboxServer, LocalKeys keys)
    {
        this.options = options;
        this.keys = keys;
        Azurite = azurite;
        InboxServer = inboxServer;
    }

    /// <summary>Storage.</summary>
    public Azurite Azurite { get; }

    /// <summary>Takes what the functions send, and shows it.</summary>
    public InboxServer InboxServer { get; }

    /// <summary>What the functions sent.</summary>
    public Inbox Inbox => InboxServer.Inbox;

    /// <summary>Where people go; also the origin that state changes must name.</summary>
    public Uri SiteAddress => site!.Address;

    /// <summary>Where the functions are; null while they are stopped.</summary>
    public Uri? FunctionsAddress => functions?.Address;

    /// <summary>The services of the running functions.</summary>
    /// <exception cref="InvalidOperationException">The functions are stopped, or run in a process of their own.</exception>
    public IServiceProvider Services => functions?.Worker is WorkerInProcess worker
        ? worker.Services
        : throw new InvalidOperationException("The functions do not run in this process.");

    /// <summary>The process of the functions; null while they are stopped, or run in this process.</summary>
    public int? FunctionsProcessId => (functions?.Worker as WorkerProcess)?.Id;

    /// <summary>What goes on after the start: filling the demo's mailbox.</summary>
    public Task Filling { get; private set; } = Task.CompletedTask;

    private Task Forwarding { get; set; } = Task.CompletedTask;

    /// <summary>Starts everything.</summary>
    /// <exception cref="PortTakenException">A port that was asked for is taken.</exception>
    /// <exception cref="InvalidOperationException">Something is missing; the message says what to do.</exception>
    public static async Task<LocalCloud> StartAsync(
        LocalCloudOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalCloudOptions();
        var made = options.Keys is { } given ? Task.FromResult(given)
            : options.Folder is { } folder ? Task.Run(() => LocalKeys.KeptInAsync(folder, cancellationToken), cancellationToken)
            : Task.Run(LocalKeys.Create, cancellationToken);

        // The inbox first: it tells at once when its port is taken.
        var inbox = await StartInboxAsync(options, cancellationToken);
        Azurite? azurite = null;
        try
        {
            azurite = options.Azurite ?? await StartStorageAsync(options, cancellationToken);
            var cloud = new LocalCloud(options, azurite, inbox, await made);
            await cloud.StartAsync(cancellationToken);
            return cloud;
        }
        catch when (azurite is null)
        {
            await inbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the functions; what they were doing is cut off after a moment, as in a restart of the app.</summary>
    public async Task StopFunctionsAsync()
    {
        if (functions is { } running)
        {
            functions = null;
            await running.DisposeAsync();
        }
    }

    /// <summary>Starts the functions, also again: same storage, same settings, another port.</summary>
    public async Task StartFunctionsAsync(CancellationToken cancellationToken = default)
    {
        await StopFunctionsAsync();
        var settings = LocalSettings.For(Azurite, InboxServer, SiteAddress, keys);
        // Functions in this process ring; others are looked for.
        settings["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = options.AppDirectory is null ? "00:00:01" : "00:00:00.100";
        if (options.DemoPeople)
        {
            settings["Zegel:SecondAccountEmail"] = DemoOrganisation.DeskEmail;
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        var app = new HostSettings(options.AppDirectory ?? AppContext.BaseDirectory, settings);
        functions = await FunctionsHost.StartAsync(
            app,
            (host, workerId, cancelling) => StartWorkerAsync(app, host, workerId, cancelling),
            bell,
            Patience,
            options.Logging,
            cancellationToken);
        await RequireHealthAsync(functions.Address, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        // What went wrong with it is its own caller's to hear.
        await Filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Forwarding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        await StopFunctionsAsync();
        await Azurite.DisposeAsync();
        await InboxServer.DisposeAsync();
    }

    private static async Task<InboxServer> StartInboxAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await InboxServer.StartAsync(options.InboxPort, options.Time, cancellationToken: cancellationToken);
        }
        catch (InvalidOperationException exception) when (exception.InnerException is IOException)
        {
            throw new PortTakenException(options.InboxPort, exception);
        }
    }

    private static async Task<Azurite> StartStorageAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        options.Progress("npm packages (the first time takes a minute)");
        await Task.Run(() => NpmPackages.Ensure("local"), cancellationToken);
        options.Progress("storage (Azurite)");
        try
        {
            if (options.Folder is not { } folder)
            {
                return await Azurite.StartAsync(null, cancellationToken);
            }

            DemoOrganisation.ForgetHalf(folder);
            return await Azurite.StartAsync(DemoOrganisation.StorageIn(folder), cancellationToken);
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("Node.js 20 or newer is needed: https://nodejs.org.", exception);
        }
    }

    private async Task<IWorker> StartWorkerAsync(HostSettings app, Uri host, string workerId, CancellationToken cancellationToken)
    {
        if (options.AppDirectory is not null)
        {
            return WorkerProcess.Start(app, host, workerId, Patience);
        }

        return await WorkerInProcess.StartAsync(app, host, workerId, Configure, cancellationToken);

        void Configure(Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder builder)
        {
            builder.Logging.ClearProviders();
            options.Logging(builder.Logging);
            builder.Services.AddSingleton(options.Time);
            builder.Services.AddSingleton(bell.Options());
            options.Services(builder.Services);
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        }
    }

    /// <summary>The first request makes tables, queues and the organisation; every later one finds them.</summary>
    private static async Task RequireHealthAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var tries = 1; ; tries++)
        {
            using var answer = await http.GetAsync("/api/health", cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            if (tries == MostTries)
            {
                throw new InvalidOperationException(
                    $"The functions do not start: /api/health is answered with {(int)answer.StatusCode}.");
            }

            // On a busy machine the first run can take longer than the five seconds that Microsoft's worker waits for it,
            // and nothing tells beforehand that it would not.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            options.Progress("site");
            await Task.Run(NpmPackages.FillVendor, cancellationToken);
            site = await StartSiteAsync(cancellationToken);
            await AllowPagesToFetchAsync(cancellationToken);
            Forwarding = ReportForwarding.RunAsync(Inbox, Azurite, bell, ending.Token);
            options.Progress("functions");
            await StartFunctionsAsync(cancellationToken);
            if (options.Demo)
            {
                options.Progress("demo organisation");
                var (demo, staff) = await DemoOrganisation.SetUpAsync(this, options, cancellationToken);
                InboxServer.Demo = demo;
                if (staff is not null)
                {
                    Filling = FillAsync(demo, staff);
                }
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task FillAsync(DemoAccess demo, HttpClient staff)
    {
        using (staff)
        {
            await DemoOrganisation.FillMailboxAsync(this, staff, options.DemoConversations, ending.Token);
        }

        var whole = demo with { Ready = true };
        await DemoOrganisation.KeepAsync(options.Folder, whole, ending.Token);
        InboxServer.Demo = whole;
    }

    private async Task<SiteServer> StartSiteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var port = options.SitePort is 0 ? Azurite.FreePort() : options.SitePort;
            try
            {
                return await SiteServer.StartAsync(port, Azurite.BlobEndpoint, () => FunctionsAddress, options.Time, cancellationToken);
            }
            catch (PortTakenException) when (options.SitePort is 0)
            {
                // Another process took the free port first; there are more.
                options.Progress("site, on another port");
            }
        }
    }

    /// <summary>Pages fetch sealed objects straight from storage; as in <c>infra/</c>.</summary>
    private async Task AllowPagesToFetchAsync(CancellationToken cancellationToken)
    {
        var blobs = new BlobServiceClient(Azurite.ConnectionString);
        BlobServiceProperties properties = await blobs.GetPropertiesAsync(cancellationToken);
        properties.Cors =
        [
            new BlobCorsRule
            {
                AllowedOrigins = SiteAddress.GetLeftPart(UriPartial.Authority),
                AllowedMethods = "PUT,GET,HEAD,OPTIONS",
                AllowedHeaders = "x-ms-*,content-type,if-none-match,if-match,range",
                ExposedHeaders = "etag,x-ms-*,content-length,content-range",
                MaxAgeInSeconds = 3600,
            },
        ];
        await blobs.SetPropertiesAsync(properties, cancellationToken);
    }
}
