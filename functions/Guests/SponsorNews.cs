namespace Zegel.Functions.Guests;

/// <summary>Something about a guest that its sponsor is told of with the rest of that day.</summary>
/// <param name="GuestId">Which guest.</param>
/// <param name="Email">Its address.</param>
/// <param name="Day">On which day the access ends, or until which day it can be restored.</param>
/// <param name="WarnedBefore">How many days before its end it was warned; null: it was removed.</param>
/// <param name="NotedAt">When it was noted.</param>
public sealed record SponsorNewsItem(
    AccountId GuestId, string Email, DateOnly Day, int? WarnedBefore, DateTimeOffset NotedAt)
{
    /// <summary>What is one thing to tell: noted again, it is the same.</summary>
    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{GuestId}-{Day:yyyyMMdd}-{WarnedBefore ?? 0}");

    /// <summary>Whether it happened: it is noted before it does.</summary>
    public bool IsTrueOf(Guest guest) => WarnedBefore is { } days
        ? guest.Removed is null && guest.Warned == new GuestWarning(Day, days)
        : guest.Removed is { } removed && SignInPolicy.DayOf(removed.RestorableUntil) == Day;
}

/// <summary>
/// What sponsors are told of their guests by the timer: one mail a day, however many guests it is about. Rows
/// <c>guest-news~…</c> of the sponsor's partition, each noted before what it tells of, and <c>guest-told</c>, which
/// holds what the last mail told of and is written in its transaction: a run that is cut off, or made twice, tells
/// once.
/// </summary>
public sealed partial class SponsorNews(
    StorageClients storage, GuestPointers pointers, GuestStore guests, AccountStore accounts, Outbox outbox,
    TimeProvider time, ILogger<SponsorNews> log)
{
    private const string Prefix = "guest-news";
    private const string ToldRow = "guest-told";

    /// <summary>Guests in one mail; the others are told the day after.</summary>
    private const int InOneMail = 250;

    /// <summary>What did not happen by then did not happen.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private sealed record Told(DateOnly Day, IReadOnlyList<string> Keys);

    /// <summary>Notes what is about to happen; again changes nothing.</summary>
    public async Task NoteAsync(AccountId sponsorId, SponsorNewsItem item, CancellationToken cancellationToken)
    {
        await pointers.AddNewsAsync(sponsorId, cancellationToken);
        var changes = new Changes(sponsorId);
        changes.Put($"{Prefix}~{item.Key}", item);
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }

    /// <summary>Tells every sponsor who was not told yet today.</summary>
    /// <param name="today">The day.</param>
    /// <param name="happened">The keys of what this run did; of others it is looked up.</param>
    public async Task TellAsync(
        DateOnly today, IReadOnlyCollection<string> happened, CancellationToken cancellationToken)
    {
        foreach (var (sponsorId, pointer) in await pointers.NewsAsync(cancellationToken))
        {
            try
            {
                if (await TellAsync(sponsorId, today, happened.ToHashSet(StringComparer.Ordinal), cancellationToken))
                {
                    await pointers.RemoveNewsAsync(pointer, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is RequestFailedException or ConflictException)
            {
                LogResists(exception, sponsorId);
            }
        }
    }

    /// <summary>False when something is left for another run.</summary>
    private async Task<bool> TellAsync(
        AccountId sponsorId, DateOnly today, HashSet<string> happened, CancellationToken cancellationToken)
    {
        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(sponsorId, Row.Prefix(Prefix), Row.Key(ToldRow)), cancellationToken);
        var told = rows.Where(row => row.RowKey == ToldRow).Select(Row.Read<Told>).SingleOrDefault();
        var noted = rows.Where(row => row.RowKey != ToldRow).Select(Row.Read<SponsorNewsItem>).ToList();
        List<Stored<SponsorNewsItem>> over = [.. noted.Where(one => told?.Value.Keys.Contains(one.Value.Key) == true)];
        var news = new List<Stored<SponsorNewsItem>>();
        foreach (var one in noted.Except(over))
        {
            if (happened.Contains(one.Value.Key)
                || (await guests.FindAsync(one.Value.GuestId, cancellationToken) is { } found
                    && one.Value.IsTrueOf(found.Value)))
            {
                news.Add(one);
            }
            else if (one.Value.NotedAt + Patience <= time.GetUtcNow())
            {
                over.Add(one);
            }
        }

        var isDue = news.Count > 0 && told?.Value.Day != today;
        if (isDue)
        {
            news = [.. news.OrderBy(one => one.Value.Day).ThenBy(one => one.Value.Email).Take(InOneMail)];
            if (!await TrySendAsync(sponsorId, told, new Told(today, [.. news.Select(one => one.Value.Key)]), news))
            {
                return false;
            }

            over.AddRange(news);
        }

        await ForgetAsync(sponsorId, over, cancellationToken);
        return over.Count == noted.Count;

        async Task<bool> TrySendAsync(
            AccountId to, Stored<Told>? before, Told now, IReadOnlyList<Stored<SponsorNewsItem>> items)
        {
            if (await accounts.FindAsync(to, null, cancellationToken) is not { Head.Value: { IsActive: true } head })
            {
                // Who was shut out is told nothing; whoever takes the guests over sees them.
                return true;
            }

            var hint = await outbox.PrepareAsync(OutboxOf.Accounts, to, cancellationToken);
            var changes = new Changes(to);
            changes.Announce(time.GetUtcNow(), MailOf(head, [.. items.Select(one => one.Value)]));
            if (before is null)
            {
                changes.Insert(ToldRow, now);
            }
            else
            {
                changes.Replace(before, now);
            }

            if (!await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
            {
                return false;
            }

            await outbox.HintAsync(OutboxOf.Accounts, hint, cancellationToken);
            return true;
        }
    }

    /// <summary>About one guest the words are those of one.</summary>
    private static OutboxItem MailOf(AccountHead sponsor, IReadOnlyList<SponsorNewsItem> items) => new()
    {
        Kind = items is not [var one] ? GuestNotices.GuestsDue
            : one.WarnedBefore is null ? GuestNotices.GuestRemoved : GuestNotices.GuestEndsSoon,
        To = sponsor.Email,
        Language = sponsor.Language,
        Person = items is [var only] ? only.Email : null,
        Date = items is [var alone] ? SignInPolicy.StartOf(alone.Day) : null,
        People = items.Count == 1
            ? null
            :
            [
                .. items.Select(item => new NoticePerson(
                    item.Email, SignInPolicy.StartOf(item.Day), item.WarnedBefore is null)),
            ],
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>
    /// What was told, or did not happen; one that was noted anew meanwhile is told of, or found told.
    /// </summary>
    private async Task ForgetAsync(
        AccountId sponsorId, List<Stored<SponsorNewsItem>> over, CancellationToken cancellationToken)
    {
        foreach (var some in over.Chunk(Changes.Most))
        {
            var changes = new Changes(sponsorId);
            foreach (var one in some)
            {
                changes.Delete(one.RowKey, ETag.All);
            }

            await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Sponsor {SponsorId} cannot be told of guests; the next run tries again")]
    private partial void LogResists(Exception exception, string sponsorId);
}
