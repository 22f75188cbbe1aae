// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using Azure;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>
/// Runs one timer. A run never overlaps the next: what falls due meanwhile is made up for by a single run right after.
/// </summary>
internal sealed partial class TimerListener
{
    /// <summary>Timers cannot wait longer than about 49 days; the Functions host waits 24 at a time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    private readonly FunctionDescriptor function;
    private readonly TimerTriggerAttribute trigger;
    private readonly Schedule schedule;
    private readonly TimerLease lease;
    private readonly ScheduleMonitor? monitor;
    private readonly IServiceScopeFactory scopes;
    private readonly FunctionInvoker invoker;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private bool holdsLease;
    private bool isPastDue;
    private ScheduleStatus? status;
    private DateTime next;

    public TimerListener(
        FunctionDescriptor function,
        Schedule schedule,
        TimerLease lease,
        ScheduleMonitor monitor,
        IServiceProvider services)
    {
        this.function = function;
        this.schedule = schedule;
        this.lease = lease;
        trigger = (TimerTriggerAttribute)function.Trigger;
        scopes = services.GetRequiredService<IServiceScopeFactory>();
        invoker = services.GetRequiredService<FunctionInvoker>();
        time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);
        this.monitor = trigger.UseMonitor && !schedule.IsSubMinute(Now) ? monitor : null;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes the lease and works out the first run.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        holdsLease = await lease.TryAcquireAsync(cancellationToken);
        if (!holdsLease)
        {
            return;
        }

        var now = Now;
        status = monitor is null ? null : await monitor.StartAsync(schedule, now, cancellationToken);
        isPastDue = status is not null && now > status.Next;
        next = isPastDue || trigger.RunOnStartup ? now : status?.Next ?? schedule.Next(now);
    }

    /// <summary>Runs the timer until cancelled, whenever this instance holds the lease.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (holdsLease)
                {
                    await RunWhileLeasedAsync(cancellationToken);
                }

                await Task.Delay(TimerLease.RetryInterval, TimeProvider.System, cancellationToken);
                await PrepareAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                holdsLease = false;
                StorageFailed(logger, exception, function.Name);
            }
        }
    }

    private async Task RunWhileLeasedAsync(CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The schedule first: it must wait on the clock before this method first yields.
        var running = RunScheduleAsync(lost.Token);
        var keeping = lease.KeepAsync(lost.Token);
        var ended = await Task.WhenAny(running, keeping);
        holdsLease = false;
        await lost.CancelAsync();
        await Task.WhenAll(running, keeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended == running || cancellationToken.IsCancellationRequested)
        {
            await lease.ReleaseAsync();
        }

        await ended;
    }

    private async Task RunScheduleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            for (var wait = next - Now; wait > TimeSpan.Zero; wait = next - Now)
            {
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var started = Now;
            await InvokeAsync(cancellationToken);
            isPastDue = false;
            if (monitor is null)
            {
                next = schedule.Next(Now);
                continue;
            }

            // Counted from the start of the run: when the next moment has passed meanwhile, it runs at once.
            next = schedule.Next(started);
            status = await monitor.SaveAsync(
                new() { Last = started, Next = next, LastUpdated = started }, CancellationToken.None);
        }
    }

    private async Task InvokeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var input = new TimerInput(new TimerInfo { ScheduleStatus = status, IsPastDue = isPastDue });
            await invoker.InvokeAsync(function, input, scope.ServiceProvider, cancellationToken);
            Succeeded(logger, function.Name);
        }
        // Whatever a function throws, its schedule goes on.
        catch (Exception exception)
        {
            Failed(logger, exception, function.Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Executed 'Functions.{Name}' (Succeeded)")]
    private static partial void Succeeded(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "Executed 'Functions.{Name}' (Failed)")]
    private static partial void Failed(ILogger logger, Exception exception, string name);

    [LoggerMessage(LogLevel.Error, "The timer of '{Name}' lost its lease or could not keep its status")]
    private static partial void StorageFailed(ILogger logger, Exception exception, string name);

    private sealed class TimerInput(TimerInfo timer) : TriggerInput
    {
        public override object? Value(Type type) => type.IsInstanceOfType(timer)
            ? timer
            : throw new FunctionInputConverterException($"A timer cannot be had as '{type}'; use TimerInfo.");
    }
}
