using System.Diagnostics;

namespace Zegel.Local.Host;

/// <summary>A worker in a process of its own: the app as it was built or published, started as the platform starts it.</summary>
internal sealed class WorkerProcess : IWorker
{
    private readonly Process process;
    private readonly TimeSpan patience;

    private WorkerProcess(Process process, TimeSpan patience)
    {
        this.process = process;
        this.patience = patience;
        Exited = process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public Uri? HttpAddress => null;

    /// <inheritdoc/>
    public Task Exited { get; }

    /// <summary>The process.</summary>
    public int Id => process.Id;

    /// <summary>Starts it; it connects to <paramref name="hostAddress"/> by itself.</summary>
    /// <param name="settings">The app and what it is told.</param>
    /// <param name="hostAddress">The host's gRPC address.</param>
    /// <param name="workerId">How it reports itself.</param>
    /// <param name="patience">How long it gets to end by itself.</param>
    public static WorkerProcess Start(HostSettings settings, Uri hostAddress, string workerId, TimeSpan patience)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(settings.AppDirectory, "Zegel.Functions.dll"),
            "--functions-uri", hostAddress.AbsoluteUri,
            "--functions-worker-id", workerId,
            "--functions-request-id", workerId,
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ])
        {
            UseShellExecute = false,
            WorkingDirectory = settings.AppDirectory,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in settings.App)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = settings.AppDirectory;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        // Ends the worker when this process ends, however it does: see StartupHook.
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(WorkerProcess).Assembly.Location;
        return new WorkerProcess(Process.Start(start)!, patience);
    }

    /// <summary>Waits for it to end, and ends it when that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Exited.WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }

        process.Dispose();
    }
}
