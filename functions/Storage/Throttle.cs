namespace Zegel.Functions.Storage;

/// <summary>A limit: how often something may happen for one key in one window.</summary>
/// <param name="Name">What is limited, such as <c>start-address</c>.</param>
/// <param name="Key">For whom, as a hash: no address stands in a key.</param>
/// <param name="Count">How often.</param>
/// <param name="Window">A whole number of hours; windows begin at midnight UTC.</param>
public sealed record Limit(string Name, string Key, int Count, TimeSpan Window);

/// <summary>
/// Counters in fixed windows, in storage, so that they hold for all instances and survive a restart. A partition is the
/// hour a window ends, so purging reads only what it deletes. When a counter cannot be read or written the answer is
/// no (fail closed).
/// </summary>
public sealed class Throttle(StorageClients storage, TimeProvider time)
{
    private sealed record Counter(int Count);

    /// <summary>
    /// Counts one for every limit. Returns null when all allow it; else from when it may be tried again, and then none
    /// of them was counted.
    /// </summary>
    public async Task<DateTimeOffset?> TakeAsync(CancellationToken cancellationToken, params IReadOnlyList<Limit> limits)
    {
        if (await CheckAsync(cancellationToken, limits) is { } retryAt)
        {
            return retryAt;
        }

        var taken = await Task.WhenAll(limits.Select(limit => CountAsync(limit, cancellationToken)));
        return taken.Max();
    }

    /// <summary>Whether all limits would allow one more; counts nothing.</summary>
    public async Task<DateTimeOffset?> CheckAsync(CancellationToken cancellationToken, params IReadOnlyList<Limit> limits)
    {
        var counts = await Task.WhenAll(limits.Select(limit =>
            storage.Limits.FindAsync<Counter>(PartitionOf(limit), RowOf(limit), cancellationToken)));
        return limits.Where((limit, i) => counts[i]?.Value.Count >= limit.Count).Select(limit => (DateTimeOffset?)EndOf(limit)).Max();
    }

    /// <summary>How much of a limit is taken in the present window.</summary>
    public async Task<int> TakenAsync(Limit limit, CancellationToken cancellationToken) =>
        (await storage.Limits.FindAsync<Counter>(PartitionOf(limit), RowOf(limit), cancellationToken))?.Value.Count ?? 0;

    private Task<DateTimeOffset?> CountAsync(Limit limit, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<DateTimeOffset?>(async () =>
        {
            var (partition, row) = (PartitionOf(limit), RowOf(limit));
            if (await storage.Limits.FindAsync<Counter>(partition, row, cancellationToken) is not { } counter)
            {
                return (await storage.Limits.TryInsertAsync(partition, row, new Counter(1), cancellationToken), null);
            }

            if (counter.Value.Count >= limit.Count)
            {
                return (true, EndOf(limit));
            }

            var changes = new Changes(partition);
            changes.Replace(counter, new Counter(counter.Value.Count + 1));
            return (await changes.TrySubmitAsync(storage.Limits, cancellationToken), null);
        });

    private DateTimeOffset EndOf(Limit limit)
    {
        var ticks = limit.Window.Ticks;
        return new DateTimeOffset(((time.GetUtcNow().UtcTicks / ticks) + 1) * ticks, TimeSpan.Zero);
    }

    private string PartitionOf(Limit limit) => Expiries.Hour(EndOf(limit));

    private static string RowOf(Limit limit) => $"{limit.Name}~{limit.Key}";
}
