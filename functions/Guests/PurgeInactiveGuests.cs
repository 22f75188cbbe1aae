using System.Collections.Concurrent;

namespace Zegel.Functions.Guests;

/// <summary>
/// Every hour: warns guests and sponsors 30 and 7 days before an access ends, because it is not used or its last day
/// comes; removes those whose day has come (A24-A26, X18), and takes away for good those that nobody restored. It reads
/// only those for whom something is due: a log-in moves nothing, and when the day comes the guest is looked at. Safe to
/// run twice, late and beside itself: what is mailed is noted in the transaction that mails it, and a log-in at the
/// same moment makes it look again.
/// </summary>
public sealed partial class PurgeInactiveGuests(
    GuestStore guests, GuestPointers pointers, GuestEnds ends, SponsorNews news, GuestPolicyStore policies,
    GuestRounds rounds, TimeProvider time, ILogger<PurgeInactiveGuests> log)
{
    private const int AtOnce = 8;

    /// <summary>One run.</summary>
    private sealed record Walk(DateOnly Today, GuestPolicy Policy, CancellationToken End)
    {
        /// <summary>Who can still do something, asked once for all their guests.</summary>
        public ConcurrentDictionary<AccountId, Task<AccountHead?>> Sponsors { get; } = [];

        /// <summary>What was done of which sponsors are told.</summary>
        public ConcurrentQueue<string> Happened { get; } = [];
    }

    [Function(nameof(PurgeInactiveGuests))]
    public async Task Run([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var today = SignInPolicy.DayOf(time.GetUtcNow());
        await rounds.NoteAllAsync(today, cancellationToken);
        var run = new Walk(today, await policies.GetAsync(cancellationToken), cancellationToken);
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(pointers.DueAsync(today, cancellationToken), parallel, async (due, cancellation) =>
        {
            try
            {
                await Conflicts.RetryAsync<bool>(async () => (await TryDoAsync(run, due.GuestId), true));
                // What comes next was noted before; cut off here, this one is looked at once more for nothing.
                await pointers.RemoveDueAsync(due.Pointer, cancellation);
                Interlocked.Increment(ref done);
            }
            catch (Exception exception) when (exception is RequestFailedException or ConflictException)
            {
                // It stays for the next run; one that resists must not keep the others waiting.
                LogResists(exception, due.GuestId);
            }
        });
        await news.TellAsync(today, run.Happened, cancellationToken);
        LogDone(done);
    }

    /// <summary>Does what is due for one guest, and notes when it is looked at again; false: it changed.</summary>
    private async Task<bool> TryDoAsync(Walk run, AccountId guestId)
    {
        if (await guests.FindAsync(guestId, run.End) is not { } found)
        {
            return true;
        }

        var (guest, head) = (found.Value, found.Head);
        var isOver = guest.Removed is { } removed && time.GetUtcNow() >= removed.RestorableUntil;
        if (guest.IsGone || isOver || head.State == AccountState.Ended)
        {
            return await ends.TryEndAsync(found, run.Policy, run.End);
        }

        var change = new GuestChange(found, time.GetUtcNow());
        if (guest.State is GuestState.Invited or GuestState.Active)
        {
            var sponsor = await run.Sponsors.GetOrAdd(guest.SponsorId, id => ends.SponsorAsync(id, run.End));
            var removal = guest.Removal(head, run.Policy);
            SponsorNewsItem? told = null;
            if (removal.Day <= run.Today)
            {
                GuestEnds.Remove(change, removal.Why, sponsor, "system");
                told = new(guest.GuestId, head.Email, GuestEnds.RestorableUntil(change.Now), null, change.Now);
            }
            else if (guest.WarningOn(run.Today, head, run.Policy) is { } warning)
            {
                Warn(change, warning, removal.Why);
                told = new(guest.GuestId, head.Email, warning.RemovedOn, warning.DaysBefore, change.Now);
            }

            if (told is not null)
            {
                return await TryChangeAsync(run, change, sponsor is null ? null : told);
            }
        }

        await pointers.AddDueAsync(guest.NextDay(run.Today, head, run.Policy), guestId, run.End);
        return true;
    }

    /// <summary>Makes the change; what its sponsor is told with the rest of the day is noted before.</summary>
    private async Task<bool> TryChangeAsync(Walk run, GuestChange change, SponsorNewsItem? told)
    {
        if (told is not null)
        {
            await news.NoteAsync(change.Guest.SponsorId, told, run.End);
        }

        if (!await guests.TrySaveAsync(change, run.Policy, run.End))
        {
            return false;
        }

        if (told is not null)
        {
            run.Happened.Enqueue(told.Key);
        }

        return true;
    }

    private static void Warn(GuestChange change, GuestWarning warning, RemovalReason why)
    {
        change.Guest = change.Guest with { Warned = warning };
        if (change.Guest.AcceptedAt is not null && !change.Head.IsShut)
        {
            change.TellGuest(
                why == RemovalReason.Unused ? GuestNotices.UnusedSoon : GuestNotices.EndsSoon, warning.RemovedOn);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "What is due for guest {GuestId} cannot be done; the next run tries again")]
    private partial void LogResists(Exception exception, string guestId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Looked at {Count} guests for whom something was due")]
    private partial void LogDone(int count);
}
