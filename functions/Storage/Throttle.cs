namespace Zegel.Functions.Storage;

/// <summary>A limit: how often something may happen for one key in one window.</summary>
/// <param name="Name">What is limited, such as <c>start-address</c>.</param>
/// <param name="Key">For whom, as a hash: no address stands in a key.</param>
/// <param name="Count">How often.</param>
/// <param name="Window">A whole number of hours; windows begin at midnight UTC.</param>
public sealed record Limit(string Name, string Key, int Count, TimeSpan Window)
{
    /// <summary>
    /// A wider limit that is counted whenever this one is, such as a network's around an address's, or a day's around
    /// an hour's. Their places stand in one partition: both are asked in one request and taken in one transaction.
    /// </summary>
    public Limit? Within { get; init; }
}

/// <summary>
/// Limits in fixed windows, in storage, so that they hold for all instances and survive a restart. A window has as many
/// places as its limit allows, and counting is inserting the row of a free one: two who count at once meet only when
/// chance sends them to the same place, and then one of them takes another. There is no row that all of them change.
/// A partition is one window of a limit, with those of the limits within it; its name begins with the hour it ends, so
/// purging reads only what it deletes.
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

    /// <summary>A limit's window; its row keys begin with <c>Rows</c>, nothing for the widest of a partition.</summary>
    private sealed record Window(Limit Limit, DateTimeOffset End, string Rows)
    {
        public int Groups => (Limit.Count + GroupSize - 1) / GroupSize;

        public string PlaceRow(int place) =>
            $"{Rows}{PlacePrefix}~{place.ToString("D8", CultureInfo.InvariantCulture)}";

        public string FullRow(int group) => $"{Rows}{FullPrefix}~{group.ToString("D5", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The windows of a limit and of those around it, the widest last.</summary>
    private sealed record Nested(IReadOnlyList<Window> Windows)
    {
        public string Partition => $"{Expiries.Hour(Windows[^1].End)}~{Windows[^1].Limit.Name}~{Windows[^1].Limit.Key}";

        /// <summary>The rows of one place in each window.</summary>
        public IEnumerable<string> RowsOf(int?[] places) =>
            Windows.Select((window, i) => window.PlaceRow(places[i]!.Value));

        /// <summary>When the last of those windows ends that have no place.</summary>
        public DateTimeOffset? EndOfFull(int?[] places) =>
            Windows.Where((_, i) => places[i] is null).Max(window => (DateTimeOffset?)window.End);
    }

    /// <summary>
    /// Counts one for every limit and for those around it. Returns null when all allow it; else from when it may be
    /// tried again, and then none of them was counted.
    /// </summary>
    public async Task<DateTimeOffset?> TakeAsync(
        CancellationToken cancellationToken, params IReadOnlyList<Limit> limits)
    {
        var all = NestedOf(limits);
        var free = await FindFreeAsync(all, cancellationToken);
        if (LastEnd(all, free) is { } retryAt)
        {
            return retryAt;
        }

        var taken = await Task.WhenAll(all.Select((nested, i) => TakeAsync(nested, free[i], cancellationToken)));
        if (LastEnd(all, taken) is not { } fullUntil)
        {
            return null;
        }

        await Task.WhenAll(all.Select((nested, i) => GiveBackAsync(nested, taken[i], cancellationToken)));
        return fullUntil;
    }

    /// <summary>Whether all limits would allow one more; counts nothing.</summary>
    public async Task<DateTimeOffset?> CheckAsync(
        CancellationToken cancellationToken, params IReadOnlyList<Limit> limits)
    {
        var all = NestedOf(limits);
        return LastEnd(all, await FindFreeAsync(all, cancellationToken));
    }

    /// <summary>How much is taken of a limit that lies within no other one; a request for each thousand.</summary>
    public async Task<int> TakenAsync(Limit limit, CancellationToken cancellationToken) =>
        (await KeysAsync(NestedOf([limit])[0].Partition, [Row.Prefix(PlacePrefix)], cancellationToken)).Count;

    private IReadOnlyList<Nested> NestedOf(IReadOnlyList<Limit> limits)
    {
        var now = time.GetUtcNow().UtcTicks;
        return [.. limits.Select(limit => new Nested([.. WindowsOf(limit, now)]))];
    }

    private static IEnumerable<Window> WindowsOf(Limit narrowest, long now)
    {
        for (var limit = narrowest; limit is not null; limit = limit.Within)
        {
            var end = new DateTimeOffset(((now / limit.Window.Ticks) + 1) * limit.Window.Ticks, TimeSpan.Zero);
            yield return new Window(
                limit, end, limit.Within is null ? "" : $"{limit.Name}~{limit.Key}~{Expiries.Hour(end)}~");
        }
    }

    private static DateTimeOffset? LastEnd(IReadOnlyList<Nested> all, int?[][] places) =>
        all.Select((nested, i) => nested.EndOfFull(places[i])).Max();

    private Task<int?[][]> FindFreeAsync(IReadOnlyList<Nested> all, CancellationToken cancellationToken) =>
        Task.WhenAll(all.Select(nested => FindFreeAsync(nested, cancellationToken)));

    /// <summary>A free place of each window, by chance; of those that are small in one request.</summary>
    private async Task<int?[]> FindFreeAsync(Nested nested, CancellationToken cancellationToken)
    {
        var small = nested.Windows.Where(window => window.Groups == 1).ToList();
        string[] ranges = [.. small.Select(window => PlacesOf(window, 0))];
        var listed = small.Count == 0 ? [] : await KeysAsync(nested.Partition, ranges, cancellationToken);
        return await Task.WhenAll(nested.Windows.Select(window => small.Contains(window)
            ? Task.FromResult(FreeOf(window, 0, listed))
            : FindFreeAsync(nested.Partition, window, cancellationToken)));
    }

    /// <summary>Takes the places that were free a moment ago, or others; as far as there are none, none.</summary>
    private async Task<int?[]> TakeAsync(Nested nested, int?[] free, CancellationToken cancellationToken)
    {
        while (nested.EndOfFull(free) is null
            && !await TryInsertAsync(nested.Partition, nested.RowsOf(free), cancellationToken))
        {
            free = await FindFreeAsync(nested, cancellationToken);
        }

        return free;
    }

    private async Task GiveBackAsync(Nested nested, int?[] taken, CancellationToken cancellationToken)
    {
        if (nested.EndOfFull(taken) is not null)
        {
            return;
        }

        foreach (var (window, place) in nested.Windows.Zip(taken))
        {
            await storage.Limits.DeleteEntityAsync(
                nested.Partition, window.PlaceRow(place!.Value), ETag.All, cancellationToken);
            await storage.Limits.DeleteEntityAsync(
                nested.Partition, window.FullRow(place.Value / GroupSize), ETag.All, cancellationToken);
        }
    }

    /// <summary>
    /// A free place of a large limit by chance, or null when there is none. A few places are looked at, which finds one
    /// unless nearly all are taken; then groups are listed, and one that is full is marked, so that in a window each is
    /// listed in vain about once, whoever comes.
    /// </summary>
    private async Task<int?> FindFreeAsync(string partition, Window window, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Guesses; i++)
        {
            var guess = RandomNumberGenerator.GetInt32(window.Limit.Count);
            var found = await storage.Limits.GetEntityIfExistsAsync<TableEntity>(
                partition, window.PlaceRow(guess), ["RowKey"], cancellationToken);
            if (!found.HasValue)
            {
                return guess;
            }
        }

        var full = await KeysAsync(partition, [Row.Prefix(window.Rows + FullPrefix)], cancellationToken);
        var groups = Enumerable.Range(0, window.Groups).Where(group => !full.Contains(window.FullRow(group))).ToArray();
        RandomNumberGenerator.Shuffle<int>(groups);
        foreach (var group in groups)
        {
            var taken = await KeysAsync(partition, [PlacesOf(window, group)], cancellationToken);
            if (FreeOf(window, group, taken) is { } place)
            {
                return place;
            }

            await TryInsertAsync(partition, [window.FullRow(group)], cancellationToken);
        }

        return null;
    }

    private static int CountOf(Window window, int group) =>
        Math.Min(GroupSize, window.Limit.Count - (group * GroupSize));

    private static string PlacesOf(Window window, int group)
    {
        var first = group * GroupSize;
        return TableClient.CreateQueryFilter(
            $"(RowKey ge {window.PlaceRow(first)} and RowKey lt {window.PlaceRow(first + CountOf(window, group))})");
    }

    private static int? FreeOf(Window window, int group, HashSet<string> taken)
    {
        var free = Enumerable.Range(group * GroupSize, CountOf(window, group))
            .Where(place => !taken.Contains(window.PlaceRow(place))).ToList();
        return free.Count == 0 ? null : free[RandomNumberGenerator.GetInt32(free.Count)];
    }

    private async Task<HashSet<string>> KeysAsync(
        string partition, string[] ranges, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var rows = storage.Limits.QueryAsync<TableEntity>(
            Row.In(partition, ranges), select: ["RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    private async Task<bool> TryInsertAsync(
        string partition, IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        try
        {
            var places = rows.Select(row =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, row)));
            await storage.Limits.SubmitTransactionAsync(places, cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }
}
