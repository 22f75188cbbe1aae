using Azure;
using Microsoft.Azure.WebJobs.Host.Listeners;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Zegel.Local.Host;

/// <summary>
/// Keeps timers and queues running: when the SDK gives up, as it does while storage is away, they are started again until
/// storage is back. The platform starts the whole host again.
/// </summary>
/// <param name="build">A host of the SDK, not yet started; is told whom to tell when it breaks.</param>
/// <param name="patience">How long running work gets to end.</param>
/// <param name="log">Where it says that they broke.</param>
internal sealed class Jobs(Func<Action<Exception>, IHost> build, TimeSpan patience, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private TaskCompletionSource<Exception> broken = new();
    private IHost? host;
    private Task supervising = Task.CompletedTask;

    /// <summary>Starts them.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await StartHostAsync(cancellationToken);
        supervising = SuperviseAsync();
    }

    /// <summary>Ends them in bounded time; a message that was in hand comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await supervising;
        await StopHostAsync();
        stopping.Dispose();
    }

    private async Task StartHostAsync(CancellationToken cancellationToken)
    {
        broken = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = broken;
        host = build(exception => told.TrySetResult(exception));
        await host.StartAsync(cancellationToken);
    }

    private async Task StopHostAsync()
    {
        if (host is not { } running)
        {
            return;
        }

        host = null;
        try
        {
            if (await Ending.InTimeAsync(running.StopAsync, patience))
            {
                // Only what ended can be disposed: a lease that storage does not take back keeps its owner busy.
                running.Dispose();
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException or RequestFailedException or FunctionListenerException)
        {
            log.LogWarning(exception, "Timers and queues did not end well");
        }
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (true)
            {
                log.LogWarning(await broken.Task.WaitAsync(stopping.Token), "Timers and queues broke; they are started again");
                await StopHostAsync();
                await Task.Delay(Pause, TimeProvider.System, stopping.Token);
                try
                {
                    await StartHostAsync(stopping.Token);
                }
                catch (Exception exception)
                {
                    // Whatever it is, it is tried again, or they are to end.
                    broken.TrySetResult(exception);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // They are to end.
        }
    }
}
