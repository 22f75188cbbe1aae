using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Counts wrong passwords of an address, known or not, in rows that are gone the next day. It slows guessing down.
/// Whoever keeps guessing makes the owner wait too, a day at a time; a device that was known before is not told apart yet.
/// </summary>
public sealed class WrongPasswords(StorageClients storage, RootSecret root)
{
    private sealed record Guesses(int Count, DateTimeOffset LastAt)
    {
        public DateTimeOffset RetryAt => LastAt + Count switch
        {
            >= SecurityNumbers.WrongPasswordsBeforeLongWait => SecurityNumbers.LongPasswordWait,
            >= SecurityNumbers.WrongPasswordsBeforeShortWait => SecurityNumbers.ShortPasswordWait,
            _ => TimeSpan.Zero,
        };
    }

    /// <summary>
    /// Counts a guess before it is evaluated, so that many at once are not more than one after the other. Returns from
    /// when it may be tried again, when not now.
    /// </summary>
    public Task<DateTimeOffset?> CountAsync(string email, DateTimeOffset now, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<DateTimeOffset?>(async () =>
        {
            var (partition, row) = KeyOf(email, now);
            if (await storage.Limits.FindAsync<Guesses>(partition, row, cancellationToken) is not { } guesses)
            {
                return (await storage.Limits.TryInsertAsync(partition, row, new Guesses(1, now), cancellationToken), null);
            }

            if (guesses.Value.RetryAt > now)
            {
                return (true, guesses.Value.RetryAt);
            }

            var changes = new Changes(partition);
            changes.Replace(guesses, new Guesses(guesses.Value.Count + 1, now));
            return (await changes.TrySubmitAsync(storage.Limits, cancellationToken), null);
        });

    /// <summary>A right password: the count begins anew.</summary>
    public Task ForgetAsync(string email, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (partition, row) = KeyOf(email, now);
        return storage.Limits.DeleteEntityAsync(partition, row, Azure.ETag.All, cancellationToken);
    }

    private (string Partition, string Row) KeyOf(string email, DateTimeOffset now) =>
        (Expiries.Hour(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero)),
            "password~" + root.LookUp("email", EmailAddress.Key(email)));
}
