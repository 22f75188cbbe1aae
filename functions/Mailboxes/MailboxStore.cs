namespace Zegel.Functions.Mailboxes;

/// <summary>
/// Mailboxes; a partition a mailbox, and one, <c>names</c>, with the name and the owners of each. Rows of a mailbox:
/// <c>mailbox</c>; those of its <see cref="MailboxList"/>; <c>person~&lt;account&gt;</c>, who may use it: written
/// before the account can and removed after, so that none is missing and one too many is found out when it is read.
/// </summary>
public sealed class MailboxStore(StorageClients storage)
{
    /// <summary>The row of the mailbox itself.</summary>
    public const string MailboxRow = "mailbox";

    private const string PersonPrefix = "person";

    /// <summary>The mailbox, or null.</summary>
    public async Task<Mailbox?> FindAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
        (await storage.Mailboxes.FindAsync<Mailbox>(mailboxId, MailboxRow, cancellationToken))?.Value;

    /// <summary>Makes a mailbox with its first owner, once. Its name comes first, so that none is without.</summary>
    public async Task<bool> TryInsertAsync(Mailbox mailbox, AccountId owner, CancellationToken cancellationToken)
    {
        await NotePersonAsync(mailbox.MailboxId, owner, cancellationToken);
        var owned = new OwnedMailbox(mailbox.MailboxId, mailbox.Name, [owner], mailbox.Person);
        await storage.Mailboxes.TryInsertAsync(MailboxNames.Partition, mailbox.MailboxId, owned, cancellationToken);
        return await storage.Mailboxes.TryInsertAsync(mailbox.MailboxId, MailboxRow, mailbox, cancellationToken);
    }

    /// <summary>All mailboxes with their owners, by name.</summary>
    public async Task<IReadOnlyList<OwnedMailbox>> ListOwnedAsync(CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(MailboxNames.Partition), cancellationToken);
        return
        [
            .. rows.Where(row => Ids.IsId(row.RowKey)).Select(row => Row.Read<OwnedMailbox>(row).Value)
                .OrderBy(mailbox => mailbox.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    /// <summary>All mailboxes, by name.</summary>
    public async Task<IReadOnlyList<NamedMailbox>> ListNamesAsync(CancellationToken cancellationToken) =>
        [.. (await ListOwnedAsync(cancellationToken))
            .Select(mailbox => new NamedMailbox(mailbox.MailboxId, mailbox.Name, mailbox.IsPersonal))];

    /// <summary>The mailboxes that an account owns, by name.</summary>
    public async Task<IReadOnlyList<OwnedMailbox>> OwnedByAsync(
        AccountId accountId, CancellationToken cancellationToken) =>
        [.. (await ListOwnedAsync(cancellationToken)).Where(mailbox => mailbox.IsOwnedBy(accountId))];

    /// <summary>A mailbox with its owners, or null.</summary>
    public async Task<OwnedMailbox?> FindOwnedAsync(string mailboxId, CancellationToken cancellationToken) =>
        MailboxId.TryFrom(mailboxId, out var id) ? (await FindStoredAsync(id, cancellationToken))?.Value : null;

    /// <summary>Makes an account an owner; it must be able to use the mailbox, or be about to.</summary>
    public Task AddOwnerAsync(
        MailboxId mailboxId, AccountId accountId, string by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeOwnersAsync(
            mailboxId, owners => owners.Contains(accountId) ? owners : [.. owners, accountId],
            new AuditRecord(MailboxEvents.OwnerMade, now, by, $"{accountId} {mailboxId}"), cancellationToken);

    /// <summary>Ends that an account is an owner; false when it is the only one, who stays.</summary>
    public Task<bool> TryRemoveOwnerAsync(
        MailboxId mailboxId, AccountId accountId, string by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeOwnersAsync(
            mailboxId, owners => [.. owners.Where(owner => owner != accountId)],
            new AuditRecord(MailboxEvents.OwnerEnded, now, by, $"{accountId} {mailboxId}"), cancellationToken);

    /// <summary>
    /// Passes the mailbox from one owner to another, in one change; what was somebody's own is a group's from then on.
    /// Safe to repeat.
    /// </summary>
    public Task PassAsync(
        MailboxId mailboxId, AccountId from, AccountId to, string by, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            mailboxId,
            mailbox => mailbox with
            {
                Owners = [.. mailbox.Owners.Where(owner => owner != from && owner != to), to],
                Person = mailbox.Person?.Equals(from) == true ? null : mailbox.Person,
            },
            new AuditRecord(MailboxEvents.MailboxPassed, now, by, $"{from} {to} {mailboxId}"), cancellationToken);

    /// <summary>Notes, before it can, that an account may use the mailbox.</summary>
    public Task NotePersonAsync(MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken) =>
        storage.Mailboxes.UpsertEntityAsync(
            new TableEntity(mailboxId, PersonRow(accountId)), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Notes, after it cannot any more.</summary>
    public Task ForgetPersonAsync(MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken) =>
        storage.Mailboxes.DeleteEntityAsync(mailboxId, PersonRow(accountId), ETag.All, cancellationToken);

    /// <summary>The accounts that may use the mailbox, and perhaps some that cannot: the account itself says.</summary>
    public async Task<IReadOnlyList<AccountId>> PeopleAsync(MailboxId mailboxId, CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(mailboxId, Row.Prefix(PersonPrefix)), cancellationToken);
        return [.. rows.Select(row => AccountId.From(row.RowKey[(PersonPrefix.Length + 1)..]))];
    }

    /// <summary>Writes down something about the mailbox.</summary>
    public async Task AuditAsync(MailboxId mailboxId, AuditRecord record, CancellationToken cancellationToken)
    {
        var changes = new Changes(mailboxId);
        changes.Audit(record);
        await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
    }

    /// <summary>False when nobody would be left. Of two owners who go at the same moment one stays.</summary>
    private Task<bool> ChangeOwnersAsync(
        MailboxId mailboxId, Func<IReadOnlyList<AccountId>, IReadOnlyList<AccountId>> change, AuditRecord audit,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            mailboxId, mailbox => mailbox with { Owners = change(mailbox.Owners) }, audit, cancellationToken);

    private Task<bool> ChangeAsync(
        MailboxId mailboxId, Func<OwnedMailbox, OwnedMailbox> change, AuditRecord audit,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var stored = (await FindStoredAsync(mailboxId, cancellationToken))!;
            var (before, next) = (stored.Value, change(stored.Value));
            if (next.Owners.Count == 0
                || (Nullable.Equals(next.Person, before.Person) && next.Owners.ToHashSet().SetEquals(before.Owners)))
            {
                return (true, next.Owners.Count > 0);
            }

            var changes = new Changes(MailboxNames.Partition);
            changes.Replace(stored, next);
            changes.Audit(audit);
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), true);
        });

    private Task<Stored<OwnedMailbox>?> FindStoredAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
        storage.Mailboxes.FindAsync<OwnedMailbox>(MailboxNames.Partition, mailboxId, cancellationToken);

    private static string PersonRow(AccountId accountId) => $"{PersonPrefix}~{accountId}";
}
