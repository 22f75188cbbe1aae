namespace Zegel.Tests;

/// <summary>
/// A clock that only moves when told to. Timers, <c>Task.Delay</c> included, fire while it moves. A move is a jump: a
/// timer that was due several times meanwhile fires once, as after a computer slept. Safe for concurrent use.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<ManualTimer> armed = [];
    private readonly List<(TimeSpan Within, TaskCompletionSource Armed)> awaited = [];
    private DateTimeOffset now =
        DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    private long order;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>
    /// Moves the clock, then fires what is due by then, in the order of due times. Returns when all callbacks have.
    /// </summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        lock (gate)
        {
            now += time;
        }

        while (NextDue() is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Completes once something waits for a move of the clock that is no longer than this.</summary>
    public Task ArmedAsync(TimeSpan within)
    {
        lock (gate)
        {
            if (armed.Any(timer => timer.Due <= now + within))
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((within, source));
            return source.Task;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The first timer that is due, armed again before it fires, so that it may change itself.</summary>
    private ManualTimer? NextDue()
    {
        lock (gate)
        {
            var timer = armed.Where(timer => timer.Due <= now).MinBy(timer => (timer.Due, timer.Order));
            if (timer is not null)
            {
                Arm(timer, timer.Period > TimeSpan.Zero ? timer.Period : Timeout.InfiniteTimeSpan);
            }

            return timer;
        }
    }

    private void Arm(ManualTimer timer, TimeSpan dueTime)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            armed.Remove(timer);
            return;
        }

        timer.Due = now + dueTime;
        timer.Order = order++;
        armed.Add(timer);
        foreach (var one in awaited.Where(one => dueTime <= one.Within).ToList())
        {
            awaited.Remove(one);
            one.Armed.SetResult();
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private bool isDisposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Order { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                if (isDisposed)
                {
                    return false;
                }

                Period = period;
                if (dueTime != TimeSpan.Zero)
                {
                    time.Arm(this, dueTime);
                    return true;
                }

                // Due at once, without a move of the clock; never on the caller's stack, which may hold locks.
                time.Arm(this, period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            }

            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            return true;
        }

        public void Fire()
        {
            lock (time.gate)
            {
                if (isDisposed)
                {
                    return;
                }
            }

            if (context is null)
            {
                callback(state);
                return;
            }

            ExecutionContext.Run(context, timer => ((ManualTimer)timer!).Invoke(), this);
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                isDisposed = true;
                time.armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Invoke() => callback(state);
    }
}
