using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Zegel.Benchmarks;

/// <summary>
/// Counts what a request costs: the HTTP requests to storage, and the unwraps asked of the vault, that carry its trace.
/// What workers do afterwards has traces of its own and is not counted.
/// </summary>
internal sealed class RoundTrips : IDisposable
{
    private static readonly ActivitySource Source = new("Zegel.Benchmarks");
    private readonly ConcurrentDictionary<ActivityTraceId, int> storage = new();
    private readonly ConcurrentDictionary<ActivityTraceId, int> vault = new();
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();

    /// <param name="isStorage">Whether a port is one of storage.</param>
    public RoundTrips(Func<int, bool> isStorage)
    {
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Zegel.Benchmarks" or "Zegel" or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "System.Net.Http" && activity.GetTagItem("server.port") is int port && isStorage(port))
                {
                    storage.AddOrUpdate(activity.TraceId, 1, (_, count) => count + 1);
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "zegel.seal_key.unwraps")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, value, _, _) =>
        {
            if (Activity.Current is { } current)
            {
                vault.AddOrUpdate(current.TraceId, (int)value, (_, count) => count + (int)value);
            }
        });
        meters.Start();
    }

    /// <summary>Does something and says how long it took and what it cost.</summary>
    public async Task<(TimeSpan Time, int Storage, int Vault)> MeasureAsync(Func<Task> act)
    {
        using var activity = Source.StartActivity("measured")!;
        var clock = Stopwatch.StartNew();
        await act();
        var time = clock.Elapsed;
        return (time, storage.GetValueOrDefault(activity.TraceId), vault.GetValueOrDefault(activity.TraceId));
    }

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
    }
}
