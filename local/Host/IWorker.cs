namespace Zegel.Local.Host;

/// <summary>A worker that was started: in a process of its own, or in this one.</summary>
internal interface IWorker : IAsyncDisposable
{
    /// <summary>Where it takes HTTP; null when it is what the worker says of itself.</summary>
    Uri? HttpAddress { get; }

    /// <summary>Ends when it does.</summary>
    Task Exited { get; }
}

/// <summary>Starts a worker, which then connects by itself.</summary>
/// <param name="hostAddress">The host's gRPC address.</param>
/// <param name="workerId">How the worker reports itself.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate Task<IWorker> StartWorker(Uri hostAddress, string workerId, CancellationToken cancellationToken);
