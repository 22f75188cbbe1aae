namespace Zegel.Functions.Mailboxes.Presence;

/// <summary>
/// Who is where; a partition a mailbox, <c>presence~&lt;mailbox&gt;</c>, and a row a tab,
/// <c>&lt;account&gt;~&lt;tab&gt;</c>, which counts for half a minute. What no tab took away is purged by the hour.
/// </summary>
public sealed class PresenceStore(StorageClients storage, Expiries expiries)
{
    private const string Prefix = "presence";

    /// <summary>Writes what tabs say, in one request.</summary>
    public async Task WriteAsync(
        MailboxId mailboxId, IEnumerable<Here> tabs, CancellationToken cancellationToken)
    {
        foreach (var some in tabs.Chunk(Changes.Most))
        {
            var changes = new Changes(PartitionOf(mailboxId));
            foreach (var tab in some)
            {
                changes.Put(tab.Key, tab);
            }

            await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
        }
    }

    /// <summary>A pointer looks at the mailbox once that hour is over.</summary>
    public Task NoteEndAsync(MailboxId mailboxId, string hour, CancellationToken cancellationToken) =>
        expiries.AddAsync(hour, ExpiringPresence.Kind, mailboxId, "", cancellationToken);

    /// <summary>A tab is gone.</summary>
    public Task RemoveAsync(MailboxId mailboxId, string key, CancellationToken cancellationToken) =>
        storage.Mailboxes.DeleteEntityAsync(PartitionOf(mailboxId), key, ETag.All, cancellationToken);

    /// <summary>Every tab, also those that count no more; one query.</summary>
    public async Task<IReadOnlyList<Here>> ReadAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
        [.. (await storage.Mailboxes.ReadAllAsync(Row.In(PartitionOf(mailboxId)), cancellationToken))
            .Select(row => Row.Read<Here>(row).Value)];

    /// <summary>Takes away what counts no more; safe to repeat.</summary>
    public async Task PurgeAsync(MailboxId mailboxId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var tab in (await ReadAsync(mailboxId, cancellationToken)).Where(tab => !tab.Counts(now)))
        {
            await RemoveAsync(mailboxId, tab.Key, cancellationToken);
        }
    }

    private static string PartitionOf(MailboxId mailboxId) => $"{Prefix}~{mailboxId}";
}

/// <summary>Tabs of a mailbox that went without saying so: the partition is the mailbox.</summary>
internal sealed class ExpiringPresence(PresenceStore store, TimeProvider time) : IExpiring
{
    public const string Kind = "presence";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        store.PurgeAsync(MailboxId.From(partition), time.GetUtcNow(), cancellationToken);
}
