using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Counts wrong passwords of an address, known or not, in rows that are gone the next day. It slows guessing down. A
/// device from which the address logged in before has a count of its own, so that nobody can keep the owner out. One row
/// an address, on purpose: only who guesses at one address meets there, and is let through one after the other.
/// </summary>
public sealed class WrongPasswords(StorageClients storage, RootSecret root)
{
    private sealed record Guesses(int Count, DateTimeOffset LastAt)
    {
        /// <summary>Null while nobody waits: not the moment of the last one, which is later than the beginning of another at the same time.</summary>
        public DateTimeOffset? RetryAt => Count switch
        {
            >= SecurityNumbers.WrongPasswordsBeforeLongWait => LastAt + SecurityNumbers.LongPasswordWait,
            >= SecurityNumbers.WrongPasswordsBeforeShortWait => LastAt + SecurityNumbers.ShortPasswordWait,
            _ => null,
        };
    }

    /// <summary>
    /// Counts a guess before it is evaluated, so that many at once are not more than one after the other.
    /// </summary>
    /// <param name="email">The address that was typed.</param>
    /// <param name="device">The <see cref="KnownDevice"/>, or null.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The how-many-th of today it is, or from when it may be tried again.</returns>
    public Task<(int Count, DateTimeOffset? RetryAt)> CountAsync(
        string email, string? device, DateTimeOffset now, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<(int, DateTimeOffset?)>(async () =>
        {
            var (partition, row) = KeyOf(email, device, now);
            if (await storage.Limits.FindAsync<Guesses>(partition, row, cancellationToken) is not { } guesses)
            {
                return (await storage.Limits.TryInsertAsync(partition, row, new Guesses(1, now), cancellationToken), (1, null));
            }

            if (guesses.Value.RetryAt > now)
            {
                return (true, (guesses.Value.Count, guesses.Value.RetryAt));
            }

            var changes = new Changes(partition);
            changes.Replace(guesses, new Guesses(guesses.Value.Count + 1, now > guesses.Value.LastAt ? now : guesses.Value.LastAt));
            return (await changes.TrySubmitAsync(storage.Limits, cancellationToken), (guesses.Value.Count + 1, null));
        });

    /// <summary>A right password: the count begins anew.</summary>
    public Task ForgetAsync(string email, string? device, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (partition, row) = KeyOf(email, device, now);
        return storage.Limits.DeleteEntityAsync(partition, row, Azure.ETag.All, cancellationToken);
    }

    private (string Partition, string Row) KeyOf(string email, string? device, DateTimeOffset now) =>
        (Expiries.Hour(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero))
            + "~password~" + (device ?? root.LookUp("email", EmailAddress.Key(email))), "guesses");
}
