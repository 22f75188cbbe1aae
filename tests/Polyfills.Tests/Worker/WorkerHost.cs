using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Zegel.Polyfills.Tests.Worker;

/// <summary>The sample functions on a port of their own; those with timers and queues only where asked for.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private static readonly string[] OptIn =
        [
            "Twice", "Keyed", nameof(TimerFunctions.Scheduled), nameof(TimerFunctions.AtStart),
            nameof(TimerFunctions.EverySecond), nameof(QueueFunctions.Work), nameof(QueueFunctions.Order),
            nameof(QueueFunctions.Raw), nameof(QueueFunctions.Bytes),
        ];

    private readonly IHost host;

    private WorkerHost(IHost host)
    {
        this.host = host;
        Http = new HttpClient { BaseAddress = new Uri(Address) };
    }

    public string Address => host.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single();

    public HttpClient Http { get; }

    public Probe Probe => host.Services.GetRequiredService<Probe>();

    /// <param name="configure">Runs after <c>ConfigureFunctionsWebApplication()</c>.</param>
    /// <param name="settings">App settings.</param>
    /// <param name="enable">The opt-in functions to run.</param>
    public static async Task<WorkerHost> StartAsync(
        Action<FunctionsApplicationBuilder>? configure = null,
        Dictionary<string, string?>? settings = null,
        params string[] enable)
    {
        var built = Build(configure, settings, enable);
        await built.StartAsync();
        return new WorkerHost(built);
    }

    public static IHost Build(
        Action<FunctionsApplicationBuilder>? configure = null,
        Dictionary<string, string?>? settings = null,
        params string[] enable)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.Configuration.AddInMemoryCollection(
            OptIn.Except(enable).Select(name => KeyValuePair.Create($"AzureWebJobs.{name}.Disabled", (string?)"true")));
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddScoped<Scoped>();
        builder.ConfigureFunctionsWebApplication();
        configure?.Invoke(builder);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
