// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: WorkerExtension(typeof(TimerExtension))]

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>Starts and stops the timers.</summary>
internal sealed class TimerExtension : WorkerExtension
{
    public override void Configure(
        WebApplicationBuilder app, IConfiguration host, IReadOnlyList<FunctionDescriptor> functions) =>
        app.Services.AddHostedService(services => new TimerHost(services, functions));

    private sealed class TimerHost(IServiceProvider services, IReadOnlyList<FunctionDescriptor> functions)
        : IHostedService, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private List<TimerListener> timers = [];
        private List<Task> running = [];

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var configuration = services.GetRequiredService<IConfiguration>();
            var container = new BlobContainerClient(
                AppSettings.ConnectionString(configuration, null), "azure-webjobs-hosts");
            var hostId = AppSettings.HostId(configuration);
            timers = [.. functions.Select(function => new TimerListener(
                function,
                Schedule.Parse(AppSettings.Resolve(configuration, ((TimerTriggerAttribute)function.Trigger).Schedule)),
                new TimerLease(container.GetBlobClient($"locks/{hostId}/{function.EntryPoint}.Listener")),
                new ScheduleMonitor(container.GetBlobClient($"timers/{hostId}/{function.EntryPoint}/status")),
                services))];
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            // Every timer waits on the clock before this returns, so that no moment after the start is missed.
            await Task.WhenAll(timers.Select(timer => timer.PrepareAsync(cancellationToken)));
            running = [.. timers.Select(timer => timer.RunAsync(stopping.Token))];
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await stopping.CancelAsync();
            await Task.WhenAll(running).WaitAsync(cancellationToken);
        }

        public void Dispose() => stopping.Dispose();
    }
}
