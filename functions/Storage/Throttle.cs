using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;

namespace Zegel.Functions.Storage;

/// <summary>A limit: how often something may happen for one key in one window.</summary>
/// <param name="Name">What is limited, such as <c>start-address</c>.</param>
/// <param name="Key">For whom, as a hash: no address stands in a key.</param>
/// <param name="Count">How often.</param>
/// <param name="Window">A whole number of hours; windows begin at midnight UTC.</param>
public sealed record Limit(string Name, string Key, int Count, TimeSpan Window);

/// <summary>
/// Limits in fixed windows, in storage, so that they hold for all instances and survive a restart. A window has as many
/// places as its limit allows, and counting is inserting the row of a free one: two who count at once meet only when
/// chance sends them to the same place, and then one of them takes another. There is no row that all of them change.
/// A partition is one window of one limit; its name begins with the hour it ends, so purging reads only what it deletes.
/// When storage cannot be asked the answer is no (fail closed).
/// </summary>
public sealed class Throttle(StorageClients storage, TimeProvider time)
{
    /// <summary>Places that are listed together: what one query returns. Small limits have one such group.</summary>
    public const int GroupSize = 1000;

    /// <summary>How many places of a large limit are tried at random before groups are listed.</summary>
    private const int Guesses = 3;

    private const string PlacePrefix = "place";
    private const string FullPrefix = "full";

    /// <summary>A limit's present window.</summary>
    private sealed record Window(Limit Limit, DateTimeOffset End)
    {
        public string Partition => $"{Expiries.Hour(End)}~{Limit.Name}~{Limit.Key}";

        public int Groups => (Limit.Count + GroupSize - 1) / GroupSize;
    }

    /// <summary>
    /// Counts one for every limit. Returns null when all allow it; else from when it may be tried again, and then none
    /// of them was counted.
    /// </summary>
    public async Task<DateTimeOffset?> TakeAsync(CancellationToken cancellationToken, params IReadOnlyList<Limit> limits)
    {
        var windows = WindowsOf(limits);
        var free = await FindFreeAsync(windows, cancellationToken);
        if (LastEnd(windows, free) is { } retryAt)
        {
            return retryAt;
        }

        var taken = await Task.WhenAll(windows.Select((window, i) => TakeAsync(window, free[i], cancellationToken)));
        if (LastEnd(windows, taken) is not { } fullUntil)
        {
            return null;
        }

        await Task.WhenAll(windows.Select((window, i) => GiveBackAsync(window, taken[i], cancellationToken)));
        return fullUntil;
    }

    /// <summary>Whether all limits would allow one more; counts nothing.</summary>
    public async Task<DateTimeOffset?> CheckAsync(CancellationToken cancellationToken, params IReadOnlyList<Limit> limits)
    {
        var windows = WindowsOf(limits);
        return LastEnd(windows, await FindFreeAsync(windows, cancellationToken));
    }

    /// <summary>How much of a limit is taken in the present window; a request for each thousand.</summary>
    public async Task<int> TakenAsync(Limit limit, CancellationToken cancellationToken) =>
        (await KeysAsync(WindowsOf([limit])[0], Row.Prefix(PlacePrefix), cancellationToken)).Count;

    private IReadOnlyList<Window> WindowsOf(IReadOnlyList<Limit> limits)
    {
        var now = time.GetUtcNow().UtcTicks;
        return [.. limits.Select(limit =>
            new Window(limit, new DateTimeOffset(((now / limit.Window.Ticks) + 1) * limit.Window.Ticks, TimeSpan.Zero)))];
    }

    /// <summary>When the last of those windows ends that have no place.</summary>
    private static DateTimeOffset? LastEnd(IReadOnlyList<Window> windows, int?[] places) =>
        windows.Where((_, i) => places[i] is null).Max(window => (DateTimeOffset?)window.End);

    private Task<int?[]> FindFreeAsync(IReadOnlyList<Window> windows, CancellationToken cancellationToken) =>
        Task.WhenAll(windows.Select(window => FindFreeAsync(window, cancellationToken)));

    /// <summary>Takes a place that was free a moment ago, or another one; null when the window is full.</summary>
    private async Task<int?> TakeAsync(Window window, int? free, CancellationToken cancellationToken)
    {
        while (free is { } place && !await TryInsertAsync(window.Partition, PlaceRow(place), cancellationToken))
        {
            free = await FindFreeAsync(window, cancellationToken);
        }

        return free;
    }

    private async Task GiveBackAsync(Window window, int? taken, CancellationToken cancellationToken)
    {
        if (taken is { } place)
        {
            await storage.Limits.DeleteEntityAsync(window.Partition, PlaceRow(place), ETag.All, cancellationToken);
            await storage.Limits.DeleteEntityAsync(window.Partition, FullRow(place / GroupSize), ETag.All, cancellationToken);
        }
    }

    /// <summary>
    /// A free place by chance, or null when there is none. A small limit is listed: one request. Of a large one a few
    /// places are looked at, which finds one unless nearly all are taken; then groups are listed, and one that is full is
    /// marked, so that in a window each is listed in vain about once, whoever comes.
    /// </summary>
    private async Task<int?> FindFreeAsync(Window window, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Guesses && window.Groups > 1; i++)
        {
            var guess = RandomNumberGenerator.GetInt32(window.Limit.Count);
            var found = await storage.Limits.GetEntityIfExistsAsync<TableEntity>(
                window.Partition, PlaceRow(guess), ["RowKey"], cancellationToken);
            if (!found.HasValue)
            {
                return guess;
            }
        }

        HashSet<string> full = window.Groups > 1 ? await KeysAsync(window, Row.Prefix(FullPrefix), cancellationToken) : [];
        var groups = Enumerable.Range(0, window.Groups).Where(group => !full.Contains(FullRow(group))).ToArray();
        RandomNumberGenerator.Shuffle<int>(groups);
        foreach (var group in groups)
        {
            if (await FindFreeAsync(window, group, cancellationToken) is { } place)
            {
                return place;
            }

            if (window.Groups > 1)
            {
                await TryInsertAsync(window.Partition, FullRow(group), cancellationToken);
            }
        }

        return null;
    }

    private async Task<int?> FindFreeAsync(Window window, int group, CancellationToken cancellationToken)
    {
        var first = group * GroupSize;
        var count = Math.Min(GroupSize, window.Limit.Count - first);
        var range = TableClient.CreateQueryFilter($"(RowKey ge {PlaceRow(first)} and RowKey lt {PlaceRow(first + count)})");
        var taken = await KeysAsync(window, range, cancellationToken);
        var free = Enumerable.Range(first, count).Where(place => !taken.Contains(PlaceRow(place))).ToList();
        return free.Count == 0 ? null : free[RandomNumberGenerator.GetInt32(free.Count)];
    }

    private async Task<HashSet<string>> KeysAsync(Window window, string range, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var filter = Row.In(window.Partition, range);
        await foreach (var row in storage.Limits.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    private async Task<bool> TryInsertAsync(string partition, string row, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Limits.AddEntityAsync(new TableEntity(partition, row), cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }

    private static string PlaceRow(int place) => $"{PlacePrefix}~{place.ToString("D8", CultureInfo.InvariantCulture)}";

    private static string FullRow(int group) => $"{FullPrefix}~{group.ToString("D5", CultureInfo.InvariantCulture)}";
}
