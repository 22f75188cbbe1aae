namespace Zegel.Functions.Mailboxes.Presence;

/// <summary>
/// Who is where in one mailbox, for all whom this process serves: one read a second while somebody waits, and what
/// their tabs say is written together (decision 056). Nothing is read or written while nobody waits.
/// </summary>
/// <param name="mailboxId">The mailbox.</param>
/// <param name="store">Where it stands.</param>
/// <param name="mailboxes">Who may use it.</param>
/// <param name="time">By which it goes.</param>
public sealed class PresenceBoard(
    MailboxId mailboxId, PresenceStore store, MailboxStore mailboxes, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Own> own = new(StringComparer.Ordinal);
    private (Task<WhoIsWhere> Read, DateTimeOffset Begins)? current;
    private WhoIsWhere? last;
    private (IReadOnlySet<AccountId> People, DateTimeOffset At)? people;
    private string? notedHour;

    /// <summary>A tab that this process serves.</summary>
    private sealed class Own(Here here)
    {
        public Here Here { get; set; } = here;

        public Here? Written { get; set; }

        public DateTimeOffset WrittenAt { get; set; }

        public int Waits { get; set; }

        public bool IsDue(DateTimeOffset now, TimeSpan after) =>
            !Here.SaysTheSameAs(Written) || now >= WrittenAt + after;
    }

    /// <summary>A tab says where it is; from here on it waits, until <see cref="Leave"/>.</summary>
    public async Task ComeAsync(Here here)
    {
        bool isDue;
        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var (key, tab) in own.Where(one => IsForgotten(one.Value, now)).ToList())
            {
                own.Remove(key);
            }

            if (!own.TryGetValue(here.Key, out var mine)
                && own.Values.Count(tab => tab.Here.AccountId == here.AccountId) < SecurityNumbers.PresenceTabs)
            {
                own[here.Key] = mine = new Own(here);
            }

            // One tab too many sees the others, and is not seen.
            if (mine is not null)
            {
                mine.Here = here;
                mine.Waits++;
            }

            isDue = mine?.IsDue(now, SecurityNumbers.PresenceBeat) == true;
        }

        if (isDue)
        {
            await BeatAsync();
        }
    }

    /// <summary>A tab waits no longer; it may come back in a moment.</summary>
    public void Leave(Here here)
    {
        lock (gate)
        {
            if (own.GetValueOrDefault(here.Key) is { Waits: > 0 } mine)
            {
                mine.Waits--;
            }
        }
    }

    /// <summary>A tab is gone.</summary>
    public Task RemoveAsync(Here here, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            own.Remove(here.Key);
        }

        return store.RemoveAsync(mailboxId, here.Key, cancellationToken);
    }

    /// <summary>Who is where, as it was read at most a second ago, or as it is read next.</summary>
    /// <param name="before">What was read before, of which there is a later one; null: nothing.</param>
    public Task<WhoIsWhere> ReadAsync(WhoIsWhere? before)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            // Whoever comes hears at once what is known, and does not wait for the next read.
            if (last is not null && now < last.At + SecurityNumbers.PresenceRead && !ReferenceEquals(before, last))
            {
                return Task.FromResult(last);
            }

            if (current is { Read: { IsCompleted: false } reading })
            {
                return reading;
            }

            // Also after one that failed: storage that does not answer is not asked more often.
            var begins = current?.Begins + SecurityNumbers.PresenceRead is { } next && next > now ? next : now;
            var read = ReadAtAsync(begins - now);
            current = (read, begins);
            return read;
        }
    }

    private static bool IsForgotten(Own tab, DateTimeOffset now) =>
        tab.Waits == 0 && now >= tab.WrittenAt + SecurityNumbers.PresenceLifetime;

    private async Task<WhoIsWhere> ReadAtAsync(TimeSpan wait)
    {
        // Never on the caller's stack, which holds the lock.
        await Task.Yield();
        await Task.Delay(wait, time);
        if (HasDue(SecurityNumbers.PresenceBeat))
        {
            await BeatAsync();
        }

        var now = time.GetUtcNow();
        if (people is null || now >= people.Value.At + SecurityNumbers.PresencePeopleRead)
        {
            var known = await mailboxes.PeopleAsync(mailboxId, CancellationToken.None);
            people = (known.ToHashSet(), now);
        }

        var tabs = await store.ReadAsync(mailboxId, CancellationToken.None);
        return last = new WhoIsWhere(now, [.. tabs.Where(tab => tab.Counts(now))], people.Value.People);
    }

    private bool HasDue(TimeSpan after)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            return own.Values.Any(tab => tab.Waits > 0 && tab.IsDue(now, after));
        }
    }

    /// <summary>
    /// Writes what tabs say that wait: what changed, and what will have to be said again soon. Not ended by whoever
    /// asked: it is of several.
    /// </summary>
    private async Task BeatAsync()
    {
        List<(Own Tab, Here Said)> said;
        string hour;
        bool isNoted;
        lock (gate)
        {
            var now = time.GetUtcNow();
            said =
            [
                .. own.Values.Where(tab => tab.Waits > 0 && tab.IsDue(now, SecurityNumbers.PresenceBeatAlong))
                    .Select(tab => (tab, tab.Here with { Until = now + SecurityNumbers.PresenceLifetime })),
            ];
            foreach (var (tab, here) in said)
            {
                (tab.Written, tab.WrittenAt) = (here, now);
            }

            hour = Expiries.Hour(now + SecurityNumbers.PresenceLifetime);
            isNoted = notedHour == hour;
        }

        try
        {
            if (!isNoted)
            {
                await store.NoteEndAsync(mailboxId, hour, CancellationToken.None);
                notedHour = hour;
            }

            await store.WriteAsync(mailboxId, said.Select(one => one.Said), CancellationToken.None);
        }
        catch
        {
            lock (gate)
            {
                foreach (var (tab, here) in said.Where(one => one.Tab.Written == one.Said))
                {
                    tab.Written = null;
                }
            }

            throw;
        }
    }
}
