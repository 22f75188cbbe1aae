namespace Zegel.Functions.Lists;

/// <summary>
/// A list of what stands elsewhere, newest first: a mailbox's conversations, a guest's folders, a client's dossiers. A
/// partition of its table is one list, among other rows. <c>list~&lt;newest first&gt;-&lt;key&gt;</c> is one of what it
/// lists, and <c>at~&lt;key&gt;</c> says where that stands. A list may have views, each under a word of its own in
/// place of <c>list</c>: what it lists stands in one of them. It is made by workers from what it lists, as often as
/// needed, and never decides anything.
/// </summary>
/// <typeparam name="T">A row, as it was when its worker read what it lists.</typeparam>
/// <param name="table">Where its rows are.</param>
/// <param name="pageSize">How many rows are a page.</param>
public sealed class DerivedList<T>(TableClient table, int pageSize)
{
    private const string ListPrefix = "list";
    private const string PlacePrefix = "at";

    /// <summary>A page asks no more often than this for wanted rows; after that it says where it goes on.</summary>
    private const int MostQueries = 10;

    private static readonly Dictionary<string, object> NoColumns = [];

    private sealed record Place(string RowKey, bool IsGone = false, long? Version = null);

    /// <summary>Puts one where it belongs; safe to run twice and by two workers at once.</summary>
    /// <param name="partitionKey">Whose list.</param>
    /// <param name="key">The id of what is listed.</param>
    /// <param name="at">When it changed last: of two workers the one that saw the later moment counts.</param>
    /// <param name="value">The row.</param>
    /// <param name="columns">Bytes beside it.</param>
    /// <param name="isSettled">
    /// Whether a row of one moment, or of one number of changes, is always the same: then nothing is written again, and
    /// many workers cost a look each.
    /// </param>
    /// <param name="version">
    /// How often what is listed had changed, where rows of one moment differ and may be read by two workers: then the
    /// higher number counts, whatever the moment.
    /// </param>
    /// <param name="view">In which view it stands; it leaves the one in which it stood.</param>
    /// <param name="asked">Columns by which rows can be asked for, with nothing of anybody in them.</param>
    /// <param name="guard">
    /// Says before a write whether whose list it is is still there, and holds it in the transaction; null: it always
    /// is.
    /// </param>
    public Task PutAsync(
        string partitionKey, string key, DateTimeOffset at, T value, (string Name, byte[] Bytes)[] columns,
        CancellationToken cancellationToken, bool isSettled = false, long? version = null,
        Func<Changes, Task<bool>>? guard = null, string view = ListPrefix,
        IReadOnlyDictionary<string, object>? asked = null) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var placeRow = $"{PlacePrefix}~{key}";
            var place = await table.FindAsync<Place>(partitionKey, placeRow, cancellationToken);
            var rowKey = $"{view}~{Row.NewestFirst(at)}-{key}";
            var isLater = place is not null && string.CompareOrdinal(place.Value.RowKey, rowKey) < 0;
            var isSame = place?.Value.RowKey == rowKey && (isSettled || place.Value.IsGone);
            if (version is null ? isLater || isSame
                : place?.Value.Version > version || (isSettled && place?.Value.Version == version))
            {
                // A worker that read later was here already: newer rows sort first.
                return (true, true);
            }

            var changes = new Changes(partitionKey);
            if (guard is not null && !await guard(changes))
            {
                return (true, true);
            }

            if (place is null)
            {
                changes.Insert(placeRow, new Place(rowKey, Version: version));
            }
            else
            {
                changes.Replace(place, new Place(rowKey, Version: version));
                if (place.Value.RowKey != rowKey && !place.Value.IsGone)
                {
                    changes.Delete(place.Value.RowKey, ETag.All);
                }
            }

            changes.Put(rowKey, value, asked ?? NoColumns, columns);
            return (await changes.TrySubmitAsync(table, cancellationToken), true);
        });

    /// <summary>
    /// Takes one away, if it stands there; its place says so, so that a worker that read before does not put it back.
    /// </summary>
    /// <param name="partitionKey">Whose list.</param>
    /// <param name="key">The id of what was listed.</param>
    /// <param name="at">When it was taken away: a worker that saw a later moment puts it back.</param>
    /// <param name="version">
    /// As for putting: then it counts, and holds off whoever read before it was ever listed.
    /// </param>
    public Task RemoveAsync(
        string partitionKey, string key, DateTimeOffset at, CancellationToken cancellationToken,
        long? version = null) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var placeRow = $"{PlacePrefix}~{key}";
            var place = await table.FindAsync<Place>(partitionKey, placeRow, cancellationToken);
            var rowKey = $"{ListPrefix}~{Row.NewestFirst(at)}-{key}";
            var isNewer = version is null
                ? place is null || place.Value.IsGone || string.CompareOrdinal(place.Value.RowKey, rowKey) < 0
                : place?.Value.Version >= version;
            if (isNewer)
            {
                return (true, true);
            }

            var (changes, gone) = (new Changes(partitionKey), new Place(rowKey, IsGone: true, version));
            if (place is null)
            {
                changes.Insert(placeRow, gone);
            }
            else
            {
                changes.Replace(place, gone);
            }

            if (place is { Value.IsGone: false })
            {
                changes.Delete(place.Value.RowKey, ETag.All);
            }

            return (await changes.TrySubmitAsync(table, cancellationToken), true);
        });

    /// <summary>
    /// A page: one query where all are wanted. Of those that are asked for storage may give few at once, so it is asked
    /// again until the page is full; one that looked long enough says where it goes on, and may have fewer, or none.
    /// </summary>
    /// <param name="partitionKey">Whose list.</param>
    /// <param name="cursor">What the page before gave as next, or null.</param>
    /// <param name="view">Which view.</param>
    /// <param name="filter">Which rows storage is asked for, by their columns; null: all.</param>
    /// <param name="accepts">Which of those are wanted; null: all.</param>
    /// <returns>What is listed, with its row for the bytes beside it; the next page's cursor, or null.</returns>
    public async Task<(IReadOnlyList<(T Value, TableEntity Row)> Items, string? Next)> PageAsync(
        string partitionKey, string? cursor, CancellationToken cancellationToken, string view = ListPrefix,
        string? filter = null, Func<T, bool>? accepts = null)
    {
        var items = new List<(T Value, TableEntity Row)>();
        for (var asked = 1; ; asked++)
        {
            var (rows, next) = await table.PageAsync(partitionKey, view, cursor, pageSize, cancellationToken, filter);
            foreach (var (at, row) in rows.Index())
            {
                var value = Row.Read<T>(row).Value;
                if (accepts?.Invoke(value) != false)
                {
                    items.Add((value, row));
                }

                if (items.Count == pageSize)
                {
                    return (items, at < rows.Count - 1 ? row.RowKey[(view.Length + 1)..] : next);
                }
            }

            if (next is null || asked == MostQueries || (filter is null && accepts is null))
            {
                return (items, next);
            }

            cursor = next;
        }
    }

    /// <summary>How many rows of a view fit a filter, counted no further than asked; one query.</summary>
    /// <param name="partitionKey">Whose list.</param>
    /// <param name="filter">On query columns.</param>
    /// <param name="most">Where counting stops.</param>
    /// <param name="view">Which view.</param>
    public async Task<int> CountAsync(
        string partitionKey, string filter, int most, CancellationToken cancellationToken, string view = ListPrefix)
    {
        var rows = table.QueryAsync<TableEntity>(
            $"{Row.In(partitionKey, Row.Prefix(view))} and {filter}", most, ["RowKey"], cancellationToken);
        var count = 0;
        await foreach (var page in rows.AsPages())
        {
            count += page.Values.Count;
            if (count >= most)
            {
                return most;
            }
        }

        return count;
    }
}
