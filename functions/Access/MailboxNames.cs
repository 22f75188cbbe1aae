namespace Zegel.Functions.Access;

/// <summary>
/// What mailboxes are called, read from the mailboxes: a name stands nowhere else, so that another one counts
/// everywhere. All of them are asked in one query and kept for a minute; a mailbox that is not among them is asked for
/// at once.
/// </summary>
public sealed class MailboxNames(StorageClients storage, TimeProvider time)
{
    /// <summary>The partition in which each mailbox has a row, which the mailboxes write.</summary>
    public const string Partition = "names";

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private Known? latest;

    private sealed record Known(
        IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, Facts> Facts, DateTimeOffset At);

    /// <summary>What is known of a mailbox, up to a minute old: to be shown, never to decide by.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Owners">Whose right is owner.</param>
    /// <param name="Person">Whose own mailbox it is; null: a group's.</param>
    public sealed record Facts(string Name, IReadOnlyList<AccountId> Owners, AccountId? Person = null);

    /// <summary>Asks anew the next time: one was given another name here.</summary>
    public void Forget() => latest = null;

    /// <summary>The name of a mailbox.</summary>
    public async Task<string> GetAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
        (await GetAsync([mailboxId], cancellationToken))[mailboxId];

    /// <summary>The names of at least these mailboxes, by id; asks nothing for none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetAsync(
        IReadOnlyCollection<MailboxId> mailboxIds, CancellationToken cancellationToken) =>
        (await KnowAsync(mailboxIds, cancellationToken))?.Names
            ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is known of at least these mailboxes, by id; asks nothing for none.</summary>
    public async Task<IReadOnlyDictionary<string, Facts>> FactsAsync(
        IReadOnlyCollection<MailboxId> mailboxIds, CancellationToken cancellationToken) =>
        (await KnowAsync(mailboxIds, cancellationToken))?.Facts
            ?? new Dictionary<string, Facts>(StringComparer.Ordinal);

    private async Task<Known?> KnowAsync(
        IReadOnlyCollection<MailboxId> mailboxIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = latest;
        if (mailboxIds.Count > 0
            && (known is null || known.At + Kept <= now || !mailboxIds.All(id => known.Names.ContainsKey(id))))
        {
            latest = known = await AskAsync(now, cancellationToken);
        }

        return known;
    }

    private async Task<Known> AskAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(Partition), cancellationToken);
        var facts = rows.Where(row => Ids.IsId(row.RowKey)).ToDictionary(
            row => row.RowKey, row => Row.Read<Facts>(row).Value, StringComparer.Ordinal);
        var named = facts.ToDictionary(one => one.Key, one => one.Value.Name, StringComparer.Ordinal);
        return new Known(named, facts, now);
    }
}
