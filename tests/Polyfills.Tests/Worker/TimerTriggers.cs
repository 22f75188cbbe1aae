using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Tests;

namespace Zegel.Polyfills.Tests.Worker;

public sealed class TimerTriggers(AzuriteFixture fixture) : IAsyncDisposable
{
    private const string Hourly = "0 0 * * * *";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly string hostId = Guid.NewGuid().ToString("N");
    private readonly ManualTime time = new();
    private readonly List<WorkerHost> hosts = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_first_start_does_not_run_and_the_schedule_then_does()
    {
        var host = await StartAsync(Hourly);
        host.Probe.Waiting.ShouldBe(0);

        ToNextHour();
        var first = await host.Probe.NextAsync<TimerInfo>();
        ToNextHour();
        var second = await host.Probe.NextAsync<TimerInfo>();

        first.IsPastDue.ShouldBeFalse();
        first.ScheduleStatus!.Last.ShouldBe(default);
        first.ScheduleStatus.Next.ShouldBe(Now.AddHours(-1));
        second.IsPastDue.ShouldBeFalse();
        second.ScheduleStatus!.Last.ShouldBe(Now.AddHours(-1));
        second.ScheduleStatus.Next.ShouldBe(Now);
    }

    [Theory]
    [InlineData("0 * * * *")]
    [InlineData("01:00:00")]
    public async Task Five_fields_and_time_spans_are_schedules(string schedule)
    {
        var host = await StartAsync(schedule);

        time.Advance(Hour);

        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
    }

    [Theory]
    [InlineData("every day")]
    [InlineData("0 0 25 * * *")]
    [InlineData(null)]
    public async Task A_schedule_that_is_none_stops_the_start(string? schedule) =>
        await Should.ThrowAsync<Exception>(() => StartAsync(schedule));

    [Fact]
    public async Task Days_missed_while_down_are_one_run_that_is_past_due()
    {
        await RunOnceAndStopAsync();

        time.Advance(TimeSpan.FromDays(5));
        var host = await StartAsync(Hourly);

        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeTrue();
        ToNextHour();
        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
        host.Probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_restart_before_the_next_moment_runs_nothing()
    {
        await RunOnceAndStopAsync();

        time.Advance(TimeSpan.FromMinutes(30));
        var host = await StartAsync(Hourly);
        host.Probe.Waiting.ShouldBe(0);
        time.Advance(TimeSpan.FromMinutes(30));

        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_timer_that_never_ran_missed_nothing()
    {
        await StopAsync(await StartAsync(Hourly));

        time.Advance(TimeSpan.FromDays(5));
        var host = await StartAsync(Hourly);

        host.Probe.Waiting.ShouldBe(0);
        ToNextHour();
        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_schedule_makes_up_for_nothing()
    {
        await RunOnceAndStopAsync();

        time.Advance(TimeSpan.FromDays(5));
        var host = await StartAsync("0 30 * * * *");

        host.Probe.Waiting.ShouldBe(0);
        time.Advance(Hour);
        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_jump_of_days_is_one_run()
    {
        var host = await StartAsync(Hourly);

        time.Advance(TimeSpan.FromDays(60));
        await host.Probe.NextAsync<TimerInfo>();
        ToNextHour();
        var next = await host.Probe.NextAsync<TimerInfo>();

        next.ScheduleStatus!.Next.ShouldBe(Now);
        host.Probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_schedule_may_lie_months_ahead()
    {
        var month = time.GetUtcNow().AddMonths(6).Month;
        var host = await StartAsync($"0 0 0 1 {month} *");

        time.Advance(TimeSpan.FromDays(100));
        host.Probe.Waiting.ShouldBe(0);
        time.Advance(TimeSpan.FromDays(100));

        (await host.Probe.NextAsync<TimerInfo>()).ScheduleStatus!.Next.Month.ShouldBe(month);
    }

    [Fact]
    public async Task A_run_longer_than_the_interval_is_followed_by_one_run_and_never_overlaps()
    {
        var finish = new TaskCompletionSource();
        var (running, overlapped) = (0, false);
        var host = await StartAsync(Hourly, async (_, _) =>
        {
            overlapped |= Interlocked.Increment(ref running) > 1;
            await finish.Task;
            Interlocked.Decrement(ref running);
        });
        ToNextHour();
        await host.Probe.NextAsync<TimerInfo>();

        time.Advance(3 * Hour);
        host.Probe.Waiting.ShouldBe(0);
        finish.SetResult();

        await host.Probe.NextAsync<TimerInfo>();
        ToNextHour();
        await host.Probe.NextAsync<TimerInfo>();
        host.Probe.Waiting.ShouldBe(0);
        overlapped.ShouldBeFalse();
    }

    [Fact]
    public async Task An_exception_does_not_end_the_schedule()
    {
        var host = await StartAsync(Hourly, (_, _) => throw new InvalidDataException("as asked"));

        ToNextHour();
        await host.Probe.NextAsync<TimerInfo>();
        ToNextHour();

        (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_on_startup_runs_at_each_start()
    {
        for (var i = 0; i < 2; i++)
        {
            var host = await StartAsync(Hourly, enable: nameof(TimerFunctions.AtStart));
            (await host.Probe.NextAsync<TimerInfo>()).IsPastDue.ShouldBeFalse();
            await StopAsync(host);
        }
    }

    [Fact]
    public async Task A_schedule_of_less_than_a_minute_is_not_monitored()
    {
        var host = await StartAsync(Hourly, enable: nameof(TimerFunctions.EverySecond));

        time.Advance(TimeSpan.FromSeconds(1));

        (await host.Probe.NextAsync<TimerInfo>()).ScheduleStatus.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_instances_one_runs_the_timer()
    {
        var first = await StartAsync(Hourly);
        var second = await StartAsync(Hourly);

        ToNextHour();
        await first.Probe.NextAsync<TimerInfo>();

        second.Probe.Waiting.ShouldBe(0);
        first.Probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_stop_cancels_a_run_and_lets_another_instance_take_over()
    {
        var host = await StartAsync(
            Hourly, (_, stopping) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping));
        ToNextHour();
        await host.Probe.NextAsync<TimerInfo>();

        await StopAsync(host);
        host = await StartAsync(Hourly);
        ToNextHour();

        (await host.Probe.NextAsync<TimerInfo>()).ScheduleStatus!.Last.ShouldBe(Now.AddHours(-1));
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private void ToNextHour() => time.Advance(Hour - TimeSpan.FromTicks(time.GetUtcNow().Ticks % Hour.Ticks));

    private async Task RunOnceAndStopAsync()
    {
        var host = await StartAsync(Hourly);
        ToNextHour();
        await host.Probe.NextAsync<TimerInfo>();
        await StopAsync(host);
    }

    private async Task StopAsync(WorkerHost host)
    {
        hosts.Remove(host);
        await host.DisposeAsync();
    }

    private async Task<WorkerHost> StartAsync(
        string? schedule,
        Func<object, CancellationToken, Task>? then = null,
        string enable = nameof(TimerFunctions.Scheduled))
    {
        var host = await WorkerHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.Services.AddSingleton(new Probe { Then = then ?? ((_, _) => Task.CompletedTask) });
            },
            new()
            {
                ["AzureWebJobsStorage"] = fixture.Azurite.ConnectionString,
                ["AzureFunctionsWebHost:hostid"] = hostId,
                ["Schedule"] = schedule,
            },
            enable);
        hosts.Add(host);
        return host;
    }
}
