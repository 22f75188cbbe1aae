using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Zegel.Local.Host;

/// <summary>
/// A host for Microsoft's Functions worker: HTTP, timers and queues of one app. What it shares with the platform's host,
/// and what not, is in the README beside this file.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    // A worker that dies again and again is started ever more slowly.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // As the platform's: a worker that says nothing for so long does not start.
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly HostSettings settings;
    private readonly StartWorker startWorker;
    private readonly QueueBell bell;
    private readonly TimeSpan patience;
    private readonly Action<ILoggingBuilder> logging;
    private readonly ILoggerFactory loggers;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly WebApplication rpc;
    private readonly WebApplication front;
    private readonly HttpFront http;
    private WorkerLink link;
    private IWorker? worker;
    private Jobs? jobs;
    private Task supervising = Task.CompletedTask;

    private FunctionsHost(
        HostSettings settings, StartWorker startWorker, QueueBell bell, TimeSpan patience, Action<ILoggingBuilder> logging)
    {
        this.settings = settings;
        this.startWorker = startWorker;
        this.bell = bell;
        this.patience = patience;
        this.logging = logging;
        loggers = LoggerFactory.Create(builder => logging(builder.SetMinimumLevel(LogLevel.Warning)));
        log = loggers.CreateLogger<FunctionsHost>();
        link = new WorkerLink(settings, log);
        rpc = NewServer(HttpProtocols.Http2, services =>
        {
            services.AddGrpc(options => options.MaxReceiveMessageSize = null);
            services.AddSingleton(new WorkerDoor(() => link));
        });
        rpc.MapGrpcService<WorkerDoor>();
        front = NewServer(HttpProtocols.Http1, services => services.AddHttpForwarder());
        http = new HttpFront(settings, front.Services.GetRequiredService<IHttpForwarder>(), () => link);
    }

    /// <summary>Where requests go.</summary>
    public Uri Address => new(front.Urls.Single());

    /// <summary>The worker that runs now.</summary>
    public IWorker Worker => worker!;

    /// <summary>Starts the worker, then what starts its functions.</summary>
    /// <param name="settings">The app.</param>
    /// <param name="startWorker">Starts its worker, also again when that died.</param>
    /// <param name="bell">Rung by who puts a message into a queue.</param>
    /// <param name="patience">How long running work gets to end when the host stops.</param>
    /// <param name="logging">Where the host logs, and what a worker hands on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The worker does not start.</exception>
    public static async Task<FunctionsHost> StartAsync(
        HostSettings settings, StartWorker startWorker, QueueBell bell, TimeSpan patience, Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        var host = new FunctionsHost(settings, startWorker, bell, patience, logging);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends what runs, in bounded time: what takes no notice is left behind, and a message that was in hand comes back.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (jobs is not null)
        {
            await jobs.DisposeAsync();
        }

        await Ending.InTimeAsync(front.StopAsync, patience);
        await supervising;
        if (worker is not null)
        {
            link.Terminate();
            await worker.DisposeAsync();
        }

        link.Close();
        await Ending.InTimeAsync(rpc.StopAsync, patience);
        http.Dispose();
        await front.DisposeAsync();
        await rpc.DisposeAsync();
        loggers.Dispose();
        stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await rpc.StartAsync(cancellationToken);
        var functions = await StartWorkerAsync(cancellationToken);
        http.Map(front, functions);
        front.UseRouting();
        front.Use(next => context => HttpFront.RefuseUnknownAsync(context, next));
        await front.StartAsync(cancellationToken);
        jobs = new Jobs(broken => TriggeredFunctions.BuildHost(settings, functions, () => link, bell, broken, logging), patience, log);
        await jobs.StartAsync(cancellationToken);
        supervising = SuperviseAsync();
    }

    private async Task<IReadOnlyList<WorkerFunction>> StartWorkerAsync(CancellationToken cancellationToken)
    {
        worker = await startWorker(new Uri(rpc.Urls.Single()), link.WorkerId, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestStart);
        var starting = link.StartAsync(limit.Token);
        if (await Task.WhenAny(starting, worker.Exited) != starting)
        {
            throw new InvalidOperationException("The worker ended at its start; what it said stands above.");
        }

        var functions = await starting;
        link.HttpAddress = worker.HttpAddress ?? link.HttpAddress;
        return functions;
    }

    /// <summary>Starts another worker when the one there is died, or a function of it took too long.</summary>
    private async Task SuperviseAsync()
    {
        var pause = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAny(link.Gone, link.TimedOut, worker!.Exited).WaitAsync(stopping.Token);
                link.Terminate();
                log.LogWarning("The worker ended, or a function took too long; another one is started");
                await worker.DisposeAsync();
                link.Close();
                await Task.Delay(pause, TimeProvider.System, stopping.Token);
                link = new WorkerLink(settings, log);
                await StartWorkerAsync(stopping.Token);
                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException)
            {
                log.LogError(exception, "No worker; tried again in a while");
                pause = pause * 2 + TimeSpan.FromSeconds(1) < LongestPause ? (pause * 2) + TimeSpan.FromSeconds(1) : LongestPause;
            }
        }
    }

    private WebApplication NewServer(HttpProtocols protocols, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = HttpFront.LargestBody;
            options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = protocols);
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddLogging();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = patience);
        add(builder.Services);
        return builder.Build();
    }
}
