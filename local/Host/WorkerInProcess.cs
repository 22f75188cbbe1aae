using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Zegel.Functions;

namespace Zegel.Local.Host;

/// <summary>
/// Microsoft's worker in this process, several of them when asked, so that tests reach its services, its clock and its log.
/// </summary>
internal sealed class WorkerInProcess : IWorker
{
    private readonly IHost host;
    private readonly TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerInProcess(IHost host)
    {
        this.host = host;
        HttpAddress = new Uri(host.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single());
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => exited.TrySetResult());
    }

    /// <inheritdoc/>
    public Uri HttpAddress { get; }

    /// <inheritdoc/>
    public Task Exited => exited.Task;

    /// <summary>The services of the app.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Starts the app; <paramref name="configure"/> sees it first.</summary>
    public static async Task<WorkerInProcess> StartAsync(
        HostSettings settings,
        Uri hostAddress,
        string workerId,
        Action<FunctionsApplicationBuilder> configure,
        CancellationToken cancellationToken)
    {
        // The worker reads it when it makes its routes; every app in this process is the same program.
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", settings.AppDirectory);
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings.App);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Functions:Worker:HostEndpoint"] = hostAddress.AbsoluteUri,
            ["Functions:Worker:WorkerId"] = workerId,
            ["Functions:Worker:RequestId"] = workerId,
            ["Functions:Worker:GrpcMaxMessageLength"] = $"{int.MaxValue}",
        });
        configure(builder);
        builder.AddZegel();
        // What the SDK generates registers itself in the program that starts, which is another one here.
        builder.Services.Replace(ServiceDescriptor.Singleton<IFunctionMetadataProvider, GeneratedFunctionMetadataProvider>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IFunctionExecutor, DirectFunctionExecutor>());
        // The worker's own choice of a port is one for the whole process.
        builder.Services.Configure<KestrelServerOptions>(options => options.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        try
        {
            await built.StartAsync(cancellationToken);
            return new WorkerInProcess(built);
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
}
