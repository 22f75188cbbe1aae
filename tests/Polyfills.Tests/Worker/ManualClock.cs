using Shouldly;
using Xunit;
using Zegel.Tests;

namespace Zegel.Polyfills.Tests.Worker;

public sealed class ManualClock
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime time = new();

    [Fact]
    public void Starts_now_in_whole_milliseconds_and_moves_only_when_told()
    {
        var start = time.GetUtcNow();
        var stamp = time.GetTimestamp();

        (TimeProvider.System.GetUtcNow() - start).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        (start.Ticks % TimeSpan.TicksPerMillisecond).ShouldBe(0);
        time.Advance(Second);
        time.GetUtcNow().ShouldBe(start + Second);
        time.GetElapsedTime(stamp).ShouldBe(Second);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times()
    {
        var fired = new List<int>();
        using var third = time.CreateTimer(_ => fired.Add(3), null, 3 * Second, Timeout.InfiniteTimeSpan);
        using var first = time.CreateTimer(_ => fired.Add(1), null, Second, Timeout.InfiniteTimeSpan);
        using var second = time.CreateTimer(_ => fired.Add(2), null, 2 * Second, Timeout.InfiniteTimeSpan);
        using var later = time.CreateTimer(_ => fired.Add(4), null, 4 * Second, Timeout.InfiniteTimeSpan);

        time.Advance(3 * Second);

        fired.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_timer_with_a_period_fires_once_a_jump()
    {
        var fired = 0;
        using var timer = time.CreateTimer(_ => fired++, null, Second, Second);

        time.Advance(100 * Second);
        fired.ShouldBe(1);
        time.Advance(Second);
        fired.ShouldBe(2);
    }

    [Fact]
    public void A_timer_may_be_disposed_or_changed_while_another_fires()
    {
        var fired = new List<string>();
        ITimer? disposed = null;
        ITimer? changed = null;
        using var first = time.CreateTimer(
            _ =>
            {
                disposed!.Dispose();
                changed!.Change(Second, Timeout.InfiniteTimeSpan);
            },
            null,
            Second,
            Timeout.InfiniteTimeSpan);
        disposed = time.CreateTimer(_ => fired.Add("disposed"), null, 2 * Second, Timeout.InfiniteTimeSpan);
        changed = time.CreateTimer(_ => fired.Add("changed"), null, 2 * Second, Timeout.InfiniteTimeSpan);

        time.Advance(2 * Second);
        fired.ShouldBeEmpty();
        time.Advance(Second);
        fired.ShouldBe(["changed"]);
        disposed.Change(Second, Second).ShouldBeFalse();
        changed.Dispose();
    }

    [Fact]
    public async Task Delays_end_when_the_clock_has_moved_far_enough()
    {
        var delay = Task.Delay(2 * Second, time, TestContext.Current.CancellationToken);
        var never = new TaskCompletionSource().Task;
        var timedOut = never.WaitAsync(3 * Second, time, TestContext.Current.CancellationToken);

        time.Advance(Second);
        delay.IsCompleted.ShouldBeFalse();
        time.Advance(2 * Second);

        await delay;
        await Should.ThrowAsync<TimeoutException>(timedOut);
    }

    [Fact]
    public async Task A_timer_that_is_due_at_once_needs_no_move()
    {
        var fired = new TaskCompletionSource();
        using var timer = time.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(30 * Second, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Many_threads_lose_no_delay()
    {
        var delays = new System.Collections.Concurrent.ConcurrentBag<Task>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), TestContext.Current.CancellationToken, (i, token) =>
        {
            delays.Add(Task.Delay(TimeSpan.FromMilliseconds(1 + (i % 50)), time, token));
            using var cancelled = new CancellationTokenSource(Second, time);
            time.Advance(TimeSpan.FromMilliseconds(i % 3));
            return ValueTask.CompletedTask;
        });

        time.Advance(Second);

        delays.ShouldAllBe(delay => delay.IsCompletedSuccessfully);
    }
}
