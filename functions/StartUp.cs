using Microsoft.Azure.Functions.Worker.Middleware;
using Zegel.Functions.Administration;

namespace Zegel.Functions;

/// <summary>
/// Makes tables, queues and containers, loads the root secret and makes the organisation, once for a process. What
/// comes in before that is done waits for it; when it fails the next request tries again.
/// </summary>
public sealed partial class StartUp(IServiceProvider services, ILogger<StartUp> log) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private volatile RootSecret? root;
    private volatile bool isReady;

    /// <summary>The root secret; there once <see cref="EnsureAsync"/> ended.</summary>
    public RootSecret Root => root ?? throw new InvalidOperationException("The functions have not started up yet.");

    /// <summary>Does what is still to do.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (isReady)
        {
            return;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!isReady)
            {
                await services.GetRequiredService<StorageClients>().EnsureAsync(cancellationToken);
                root = await services.GetRequiredService<RootSecretLoader>().LoadAsync(cancellationToken);
                await services.GetRequiredService<FirstRun>().RunAsync(cancellationToken);
                if (!services.GetRequiredService<IOptions<SmsOptions>>().Value.IsConfigured)
                {
                    LogWithoutSms();
                }

                isReady = true;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    [LoggerMessage(
        Level = LogLevel.Information, Message = "SMS is not set up: codes go by e-mail and authenticator app only")]
    private partial void LogWithoutSms();
}

/// <summary>Lets nothing run before the process has started up.</summary>
public sealed class StartUpMiddleware(StartUp startUp) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await startUp.EnsureAsync(context.CancellationToken);
        await next(context);
    }
}
