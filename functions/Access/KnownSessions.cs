using System.Collections.Concurrent;

namespace Zegel.Functions.Access;

/// <summary>
/// Sessions that were read a moment ago, for what a page asks over and over (<see cref="AllowAttribute.Repeats"/>):
/// such a request goes on where the one before ended, as if it still waited. In memory, per instance.
/// </summary>
public sealed class KnownSessions(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    private sealed record Known(SignedIn SignedIn, DateTimeOffset At);

    /// <summary>Who the session is, with what still counts of it; null: it must be read.</summary>
    public SignedIn? Find(string? cookie)
    {
        if (SessionStore.AccountOf(cookie) is null || !known.TryGetValue(Tokens.Hash(cookie!), out var one))
        {
            return null;
        }

        var (now, signedIn) = (time.GetUtcNow(), one.SignedIn);
        var session = signedIn.Session.Value;
        return now < one.At + SecurityNumbers.SessionKnown && now < session.ExpiresAt && now < session.IdleEndsAt
            ? signedIn with { Memberships = [.. signedIn.Memberships.Where(membership => membership.Counts(now))] }
            : null;
    }

    /// <summary>A session was read, and let in.</summary>
    public void Note(string cookie, SignedIn signedIn)
    {
        var now = time.GetUtcNow();
        if (known.Count >= SecurityNumbers.SessionsSeen)
        {
            foreach (var old in known.Where(one => one.Value.At + SecurityNumbers.SessionKnown <= now).ToList())
            {
                known.TryRemove(old);
            }
        }

        if (known.Count < SecurityNumbers.SessionsSeen)
        {
            known[Tokens.Hash(cookie)] = new Known(signedIn, now);
        }
    }

    /// <summary>A session ended, or may do less: the next request reads it.</summary>
    public void Forget(string? cookie)
    {
        if (SessionStore.AccountOf(cookie) is not null)
        {
            known.TryRemove(Tokens.Hash(cookie!), out _);
        }
    }
}
