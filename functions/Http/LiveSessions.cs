using System.Collections.Concurrent;

namespace Zegel.Functions.Http;

/// <summary>
/// Sessions that were found alive a moment ago, by their hashes: their requests are limited by themselves, however many
/// people share an address. In memory, per instance. A cookie that somebody made up is never among them.
/// </summary>
public sealed class LiveSessions(TimeProvider time)
{
    /// <summary>No cookie of ours is as long: what is longer costs no hash.</summary>
    private const int Longest = 128;

    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);

    /// <summary>How many it knows.</summary>
    public int Count => seen.Count;

    /// <summary>A session was found alive, and let in.</summary>
    public void Note(string cookie)
    {
        var now = time.GetUtcNow();
        var hash = Tokens.Hash(cookie);
        if (seen.Count >= SecurityNumbers.SessionsSeen && !seen.ContainsKey(hash))
        {
            foreach (var (old, at) in seen.Where(one => one.Value + SecurityNumbers.SessionSeen <= now).ToList())
            {
                seen.TryRemove(KeyValuePair.Create(old, at));
            }
        }

        // When there is no room its address counts, as before.
        if (seen.Count < SecurityNumbers.SessionsSeen || seen.ContainsKey(hash))
        {
            seen[hash] = now;
        }
    }

    /// <summary>A session ended, or there is none.</summary>
    public void Forget(string? cookie)
    {
        if (cookie is { Length: <= Longest })
        {
            seen.TryRemove(Tokens.Hash(cookie), out _);
        }
    }

    /// <summary>The name under which its requests are counted; null: its address counts.</summary>
    public string? Find(string? cookie)
    {
        if (cookie is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        var hash = Tokens.Hash(cookie);
        return seen.TryGetValue(hash, out var at) && time.GetUtcNow() < at + SecurityNumbers.SessionSeen ? hash : null;
    }
}
