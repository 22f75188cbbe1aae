namespace Zegel.Functions.Accounts;

/// <summary>
/// Counts passwords that are tried with an address, known or not, in rows that are gone the next day. It slows guessing
/// down: each source (<see cref="LogInSource"/>) for itself, so that strangers who guess keep the owner out neither on
/// a device that logged in before nor on a new one. Whoever guesses from very many networks is slowed in each after one
/// try.
/// </summary>
public sealed class WrongPasswords(StorageClients storage, RootSecret root)
{
    private const string AllRow = "all";

    private sealed record Guesses(int Count, DateTimeOffset LastAt)
    {
        /// <summary>Null while nobody waits; not the last one's moment: another may have begun before it.</summary>
        public DateTimeOffset? RetryAt(int times, bool areMany) =>
            Count >= SecurityNumbers.WrongPasswordsBeforeLongWait * times || (areMany && Count >= times)
                ? LastAt + SecurityNumbers.LongPasswordWait
            : Count >= SecurityNumbers.WrongPasswordsBeforeShortWait * times
                ? LastAt + SecurityNumbers.ShortPasswordWait
            : null;

        public Guesses Next(DateTimeOffset now) => new(Count + 1, now > LastAt ? now : LastAt);
    }

    /// <summary>Counts a guess before it is evaluated: many at once are no more than one after the other.</summary>
    /// <param name="email">The address that was typed.</param>
    /// <param name="sources">From where.</param>
    /// <param name="now">The moment.</param>
    /// <returns>From when it may be tried again; null: now.</returns>
    public Task<DateTimeOffset?> CountAsync(
        string email, IReadOnlyList<LogInSource> sources, DateTimeOffset now, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<DateTimeOffset?>(async () =>
        {
            var partition = PartitionOf(email, now);
            var filter = Row.In(partition, [Row.Key(AllRow), .. sources.Select(source => Row.Key(RowOf(source)))]);
            var rows = (await storage.Limits.ReadAllAsync(filter, cancellationToken)).Select(Row.Read<Guesses>)
                .ToDictionary(row => row.RowKey, StringComparer.Ordinal);
            var areMany = rows.GetValueOrDefault(AllRow)?.Value.Count >= SecurityNumbers.WrongPasswordsInAll
                && !sources.Any(source => source.IsKnown);
            var retryAt = sources.Max(
                source => rows.GetValueOrDefault(RowOf(source))?.Value.RetryAt(source.Times, areMany));
            if (retryAt > now)
            {
                return (true, retryAt);
            }

            var changes = new Changes(partition);
            foreach (var row in sources.Select(RowOf))
            {
                if (rows.TryGetValue(row, out var guesses))
                {
                    changes.Replace(guesses, guesses.Value.Next(now));
                }
                else
                {
                    changes.Insert(row, new Guesses(1, now));
                }
            }

            return (await changes.TrySubmitAsync(storage.Limits, cancellationToken), null);
        });

    /// <summary>A wrong password: the how-many-th of today it is for this address, from all sources.</summary>
    public Task<int> NoteWrongAsync(string email, DateTimeOffset now, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(async () =>
        {
            var partition = PartitionOf(email, now);
            if (await storage.Limits.FindAsync<Guesses>(partition, AllRow, cancellationToken) is not { } all)
            {
                return (await storage.Limits.TryInsertAsync(
                    partition, AllRow, new Guesses(1, now), cancellationToken), 1);
            }

            var next = all.Value.Next(now);
            var changes = new Changes(partition);
            changes.Replace(all, next);
            return (await changes.TrySubmitAsync(storage.Limits, cancellationToken), next.Count);
        });

    /// <summary>A right password: the count of these sources begins anew.</summary>
    public async Task ForgetAsync(
        string email, IReadOnlyList<LogInSource> sources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = new Changes(PartitionOf(email, now));
        foreach (var source in sources)
        {
            changes.Delete(RowOf(source), ETag.All);
        }

        // False: another right password at the same moment was first.
        await changes.TrySubmitAsync(storage.Limits, cancellationToken);
    }

    private string PartitionOf(string email, DateTimeOffset now) =>
        Expiries.Hour(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero))
        + "~password~" + root.LookUp("email", EmailAddress.Key(email));

    private static string RowOf(LogInSource source) => "source~" + source.Key;
}
