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

    private sealed record Known(IReadOnlyDictionary<string, string> Names, DateTimeOffset At);

    private sealed record Named(string Name);

    /// <summary>The name of a mailbox.</summary>
    public async Task<string> GetAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
        (await GetAsync([mailboxId], cancellationToken))[mailboxId];

    /// <summary>The names of at least these mailboxes, by id; asks nothing for none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetAsync(
        IReadOnlyCollection<MailboxId> mailboxIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = latest;
        if (mailboxIds.Count > 0
            && (known is null || known.At + Kept <= now || !mailboxIds.All(id => known.Names.ContainsKey(id))))
        {
            latest = known = new Known(await AskAsync(cancellationToken), now);
        }

        return known?.Names ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, string>> AskAsync(CancellationToken cancellationToken) =>
        (await storage.Mailboxes.ReadAllAsync(Row.In(Partition), cancellationToken)).Where(row => Ids.IsId(row.RowKey))
            .ToDictionary(row => row.RowKey, row => Row.Read<Named>(row).Value.Name, StringComparer.Ordinal);
}
