namespace Zegel.Functions.Administration;

/// <summary>
/// A part of one day of the audit trail, newest first; with words, only what was done by, to, for or in what has
/// exactly that id. Reading is written down too, which is why it is no GET. It proves nothing: it shows the rows as
/// they stand, which of them are not what was written as far as rows can tell, and how far the trail is signed. The
/// proof is the export.
/// </summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListAuditEntries(
    AuditTrail trail, AuditCheckpoints checkpoints, AuditAnchor anchor, AccountList accounts, MailboxStore mailboxes,
    StorageClients storage, TimeProvider time)
{
    /// <summary>How many entries one answer looks at.</summary>
    private const int PageSize = 200;

    internal const int MaximumId = 80;

    private static readonly Dictionary<string, string> NoNames = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <param name="Day">The UTC day of entering.</param>
    /// <param name="Before">The <c>next</c> of the page before; null for the newest.</param>
    /// <param name="Id">An account, participant, conversation or other id; null or empty for all.</param>
    public sealed record Request(DateOnly Day, long? Before, string? Id) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Before is null or > 0, "before", "cursor-invalid");
            checks.That(Id is null || Id.Length <= MaximumId, "id", "length-0-80");
        }
    }

    /// <param name="Entries">May be empty while there is a next part.</param>
    /// <param name="Next">Where the next part begins; null at the end of the day.</param>
    /// <param name="Trail">How the whole trail is; in the first part only.</param>
    /// <param name="Names">What accounts and mailboxes in it are called now, by id; the trail has no names.</param>
    public sealed record Response(
        IReadOnlyList<Item> Entries, long? Next, Soundness? Trail, IReadOnlyDictionary<string, string> Names);

    /// <param name="SignedUpTo">The last entry that is signed; null while none is.</param>
    /// <param name="SignedAt">When.</param>
    /// <param name="Holds">False when it is signed no further: what came later does not follow on it.</param>
    public sealed record Soundness(long? SignedUpTo, DateTimeOffset? SignedAt, bool Holds);

    /// <summary>
    /// An entry; all that is unknown is null when it does not hold: it is gone, it is not what was once written, or it
    /// does not follow on the one before it.
    /// </summary>
    public sealed record Item(
        long Seq, DateTimeOffset? At, string? Event, int? Outcome, string? Actor, string? About, string? Method,
        string? OnBehalfOf, bool Holds);

    [Function(nameof(ListAuditEntries))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "audit/entries")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        await AuditReading.WriteDownAsync(
            storage, request.SignedIn().AccountId, AuditEvents.AuditRead, time, cancellationToken);
        var soundness = body.Before is null ? await SoundnessAsync(cancellationToken) : null;
        var name = AuditTrail.DayOf(body.Day);
        var found = await trail.FindFirstAsync(name, cancellationToken);
        var signed = (await anchor.FindLastOfAsync(name, cancellationToken))?.Checkpoint;
        // A head that was put back hides nothing that was signed.
        var last = Math.Max(
            signed ?? 0, found is null ? 0 : (await trail.FindDayAsync(name, cancellationToken))?.Seq ?? 0);
        var first = found ?? last;
        if (last == 0)
        {
            return TypedResults.Ok(new Response([], null, soundness, NoNames));
        }

        var to = Math.Min(last, (body.Before ?? long.MaxValue) - 1);
        var from = Math.Max(first, to - PageSize + 1);
        var lines = new Dictionary<long, string>();
        await foreach (var (seq, line) in trail.ReadAsync(name, from, to, cancellationToken))
        {
            lines[seq] = line;
        }

        var items = new List<Item>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        string? previous = null;
        for (var seq = from; seq <= to; seq++)
        {
            var (entry, hash) = AuditEntry.Read(lines.GetValueOrDefault(seq, "")) is { } read ? read : (null, null);
            entry = entry?.Seq == seq && (previous is null || entry.Previous == previous) ? entry : null;
            previous = hash;
            if (Concerns(entry, body.Id))
            {
                named.UnionWith(NamedIn(entry));
                items.Add(new Item(
                    seq, entry?.At, entry?.Event, entry?.Outcome, entry?.Actor, entry?.About, entry?.Method,
                    entry?.OnBehalfOf, entry is not null));
            }
        }

        items.Reverse();
        return TypedResults.Ok(
            new Response(items, from > first ? from : null, soundness, await NamesAsync(named, cancellationToken)));
    }

    private async Task<Soundness> SoundnessAsync(CancellationToken cancellationToken)
    {
        var state = await checkpoints.LookAsync(cancellationToken);
        return new Soundness(state.Last?.Checkpoint, state.Last?.At, state.Fault is null);
    }

    /// <summary>The ids of accounts and mailboxes; what is done in a conversation has no names here.</summary>
    private static IEnumerable<string> NamedIn(AuditEntry? entry)
    {
        var about = entry is null || entry.Place.StartsWith("conversations/", StringComparison.Ordinal)
            ? []
            : entry.About?.Split(' ') ?? [];
        return about.Append(entry?.Actor).Append(entry?.OnBehalfOf).OfType<string>().Where(Ids.IsId);
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        HashSet<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return NoNames;
        }

        var named = (await mailboxes.ListNamesAsync(cancellationToken))
            .Where(mailbox => ids.Contains(mailbox.MailboxId))
            .ToDictionary(mailbox => mailbox.MailboxId.Value, mailbox => mailbox.Name, StringComparer.Ordinal);
        return (await accounts.FindAsync(ids.Except(named.Keys), cancellationToken))
            .Select(one => KeyValuePair.Create(one.Key, one.Value.Called)).Concat(named)
            .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
    }

    private static bool Concerns(AuditEntry? entry, string? id) =>
        string.IsNullOrEmpty(id) || entry is null || entry.Actor == id || entry.OnBehalfOf == id
        || entry.About?.Split(' ').Contains(id, StringComparer.Ordinal) == true
            || entry.Place.EndsWith("/" + id, StringComparison.Ordinal);
}

/// <summary>Writing down that the trail itself was read, before anything of it is handed out.</summary>
internal static class AuditReading
{
    public static async Task WriteDownAsync(
        StorageClients storage, string accountId, AuditEvent what, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var changes = new Changes(accountId);
        changes.Audit(new AuditRecord(what, time.GetUtcNow(), accountId));
        await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
    }
}
