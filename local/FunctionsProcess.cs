using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zegel.Functions;

namespace Zegel.Local;

/// <summary>The functions app, run in this process.</summary>
internal sealed class FunctionsProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IHost host;

    private FunctionsProcess(IHost host)
    {
        this.host = host;
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<FunctionsProcess> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings,
        TimeProvider time,
        Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        logging(builder.Logging);
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Patience);
        builder.AddZegel();
        var built = builder.Build();
        try
        {
            await built.StartAsync(cancellationToken);
            var functions = new FunctionsProcess(built);
            await functions.WaitUntilReadyAsync(cancellationToken);
            return functions;
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await host.StopAsync();
        }
        catch (OperationCanceledException)
        {
            // Work that outlasts the patience is cut off; its queue message comes back.
        }

        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>The first request makes tables, queues and the organisation; every later one finds them.</summary>
    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var answer = await http.GetAsync("/api/health", cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"The functions do not start: /api/health is answered with {(int)answer.StatusCode}.");
        }
    }
}
