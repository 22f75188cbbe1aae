namespace Zegel.Functions.Audit;

/// <summary>What a delegate did in somebody's place: who, what and when, and nothing of the content.</summary>
/// <param name="Event">What.</param>
/// <param name="Actor">Whose account.</param>
/// <param name="At">When.</param>
public sealed record DelegateAct(string Event, AccountId Actor, DateTimeOffset At);

/// <summary>
/// What delegates did in a mailbox, newest first: rows <c>act~…</c> in the partition <c>acts~&lt;mailbox&gt;</c>. The
/// one who moves audit records writes each here before it goes, under a key of its own, so that none is missing and
/// none is there twice; it ends by itself.
/// </summary>
public sealed class DelegateActs(StorageClients storage, Expiries expiries) : IExpiring
{
    private const string Kind = "delegate-act";
    private const string Prefix = "act";
    private const int PageSize = 50;

    string IExpiring.Kind => Kind;

    /// <summary>Keeps what of these records delegates did; safe to repeat.</summary>
    public async Task KeepAsync(IEnumerable<Stored<AuditRecord>> records, CancellationToken cancellationToken)
    {
        foreach (var row in records)
        {
            var record = row.Value;
            if (record.Delegated is not { } mailboxId || !AccountId.TryFrom(record.Actor, out var actor))
            {
                continue;
            }

            var key = $"{Prefix}~{Row.NewestFirst(record.At)}-{row.RowKey[(WrittenAudit.Prefix.Length + 1)..]}";
            var ends = record.At + SecurityNumbers.DelegateActsKept;
            await expiries.AddAsync(ends, Kind, mailboxId, key, cancellationToken);
            await storage.Mailboxes.UpsertEntityAsync(
                Row.Of(
                    PartitionOf(mailboxId), key, new DelegateAct(AuditEntry.NameOf(record.Event), actor, record.At)),
                TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>A page, in one query.</summary>
    public async Task<(IReadOnlyList<DelegateAct> Acts, string? Next)> PageAsync(
        MailboxId mailboxId, string? cursor, CancellationToken cancellationToken)
    {
        var (rows, next) = await storage.Mailboxes.PageAsync(
            PartitionOf(mailboxId), Prefix, cursor, PageSize, cancellationToken);
        return ([.. rows.Select(row => Row.Read<DelegateAct>(row).Value)], next);
    }

    /// <inheritdoc/>
    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        storage.Mailboxes.DeleteEntityAsync($"acts~{partition}", row, ETag.All, cancellationToken);

    private static string PartitionOf(MailboxId mailboxId) => $"acts~{mailboxId}";
}
