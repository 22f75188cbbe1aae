using Zegel.Functions.Audit;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Mailboxes;

/// <summary>A page of a mailbox's list.</summary>
public sealed record ConversationPage(IReadOnlyList<(ListedConversation Conversation, SealedNote Header)> Conversations, string? Next);

/// <summary>A mailbox by its name.</summary>
public sealed record NamedMailbox(string MailboxId, string Name);

/// <summary>A mailbox by its name, with who decides who may read it.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Owners">Accounts, never none; the first that is not shut out gets its notices.</param>
public sealed record OwnedMailbox(string MailboxId, string Name, IReadOnlyList<string> Owners);

/// <summary>
/// Mailboxes; a partition a mailbox, and one, <c>names</c>, with the name and the owners of each. Rows of a mailbox: <c>mailbox</c>; <c>list~&lt;newest first&gt;</c>, the list of conversations;
/// <c>at~&lt;conversation&gt;</c>, where a conversation stands in the list; <c>person~&lt;account&gt;</c>, who may use it: written
/// before the account can and removed after, so that none is missing and one too many is found out when it is read.
/// </summary>
public sealed class MailboxStore(StorageClients storage)
{
    /// <summary>Conversations on one page of a list.</summary>
    public const int PageSize = 50;

    /// <summary>The row of the mailbox itself.</summary>
    public const string MailboxRow = "mailbox";

    private const string Names = "names";
    private const string PersonPrefix = "person";

    private sealed record Place(string RowKey);

    /// <summary>The mailbox, or null.</summary>
    public async Task<Mailbox?> FindAsync(string mailboxId, CancellationToken cancellationToken) =>
        (await storage.Mailboxes.FindAsync<Mailbox>(mailboxId, MailboxRow, cancellationToken))?.Value;

    /// <summary>Makes a mailbox with its first owner, once. Its name is listed first, so that none is missing from the list.</summary>
    public async Task<bool> TryInsertAsync(Mailbox mailbox, string ownerAccountId, CancellationToken cancellationToken)
    {
        await NotePersonAsync(mailbox.MailboxId, ownerAccountId, cancellationToken);
        var owned = new OwnedMailbox(mailbox.MailboxId, mailbox.Name, [ownerAccountId]);
        await storage.Mailboxes.TryInsertAsync(Names, mailbox.MailboxId, owned, cancellationToken);
        return await storage.Mailboxes.TryInsertAsync(mailbox.MailboxId, MailboxRow, mailbox, cancellationToken);
    }

    /// <summary>All mailboxes with their owners, by name.</summary>
    public async Task<IReadOnlyList<OwnedMailbox>> ListOwnedAsync(CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(Names), cancellationToken);
        return
        [
            .. rows.Where(row => Ids.IsId(row.RowKey)).Select(row => Row.Read<OwnedMailbox>(row).Value)
                .OrderBy(mailbox => mailbox.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    /// <summary>All mailboxes, by name.</summary>
    public async Task<IReadOnlyList<NamedMailbox>> ListNamesAsync(CancellationToken cancellationToken) =>
        [.. (await ListOwnedAsync(cancellationToken)).Select(mailbox => new NamedMailbox(mailbox.MailboxId, mailbox.Name))];

    /// <summary>A mailbox with its owners, or null.</summary>
    public async Task<OwnedMailbox?> FindOwnedAsync(string mailboxId, CancellationToken cancellationToken) =>
        Ids.IsId(mailboxId) ? (await storage.Mailboxes.FindAsync<OwnedMailbox>(Names, mailboxId, cancellationToken))?.Value : null;

    /// <summary>Makes an account an owner; it must be able to use the mailbox, or be about to.</summary>
    public Task AddOwnerAsync(string mailboxId, string accountId, string by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeOwnersAsync(
            mailboxId, owners => owners.Contains(accountId) ? owners : [.. owners, accountId],
            new AuditRecord(AuditEvent.OwnerMade, now, by, $"{accountId} {mailboxId}"), cancellationToken);

    /// <summary>Ends that an account is an owner; false when it is the only one, who stays.</summary>
    public Task<bool> TryRemoveOwnerAsync(string mailboxId, string accountId, string by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeOwnersAsync(
            mailboxId, owners => [.. owners.Where(owner => owner != accountId)],
            new AuditRecord(AuditEvent.OwnerEnded, now, by, $"{accountId} {mailboxId}"), cancellationToken);

    /// <summary>Notes, before it can, that an account may use the mailbox.</summary>
    public Task NotePersonAsync(string mailboxId, string accountId, CancellationToken cancellationToken) =>
        storage.Mailboxes.UpsertEntityAsync(new TableEntity(mailboxId, PersonRow(accountId)), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Notes, after it cannot any more.</summary>
    public Task ForgetPersonAsync(string mailboxId, string accountId, CancellationToken cancellationToken) =>
        storage.Mailboxes.DeleteEntityAsync(mailboxId, PersonRow(accountId), Azure.ETag.All, cancellationToken);

    /// <summary>The accounts that may use the mailbox, and perhaps some that cannot: the account itself says.</summary>
    public async Task<IReadOnlyList<string>> PeopleAsync(string mailboxId, CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(mailboxId, Row.Prefix(PersonPrefix)), cancellationToken);
        return [.. rows.Select(row => row.RowKey[(PersonPrefix.Length + 1)..])];
    }

    /// <summary>Writes down something about the mailbox.</summary>
    public async Task AuditAsync(string mailboxId, AuditRecord record, CancellationToken cancellationToken)
    {
        var changes = new Changes(mailboxId);
        changes.Audit(record);
        await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
    }

    /// <summary>One page of the list, newest first, in one query.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="cursor">What the page before gave as <see cref="ConversationPage.Next"/>, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ConversationPage> ListAsync(string mailboxId, string? cursor, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {mailboxId} and RowKey gt {"list~" + cursor} and RowKey lt {"list~~"}");
        await foreach (var page in storage.Mailboxes.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken).AsPages())
        {
            if (page.Values.Count == 0 && page.ContinuationToken is not null)
            {
                // Legal for the service: nothing on this page, more to come.
                continue;
            }

            var rows = page.Values.Select(row => (Row.Read<ListedConversation>(row).Value, SealedNote.FromRow(row, "Header"))).ToList();
            var next = page.ContinuationToken is null || page.Values.Count == 0 ? null : page.Values[^1].RowKey["list~".Length..];
            return new ConversationPage(rows, next);
        }

        return new ConversationPage([], null);
    }

    /// <summary>Puts a conversation where it belongs in the list; safe to run twice and by two workers at once.</summary>
    public Task PutAsync(string mailboxId, ListedConversation conversation, SealedNote header, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var placeRow = "at~" + conversation.ConversationId;
            var place = await storage.Mailboxes.FindAsync<Place>(mailboxId, placeRow, cancellationToken);
            var rowKey = RowKeyOf(conversation);
            if (place is not null && string.CompareOrdinal(place.Value.RowKey, rowKey) < 0)
            {
                // A worker that read later was here already: newer rows sort first.
                return (true, true);
            }

            var changes = new Changes(mailboxId);
            if (place is null)
            {
                changes.Insert(placeRow, new Place(rowKey));
            }
            else
            {
                changes.Replace(place, new Place(rowKey));
                if (place.Value.RowKey != rowKey)
                {
                    changes.Delete(place.Value.RowKey, Azure.ETag.All);
                }
            }

            changes.Put(rowKey, conversation, header.Columns("Header"));
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), true);
        });

    /// <summary>False when nobody would be left. Of two owners who go at the same moment one stays.</summary>
    private Task<bool> ChangeOwnersAsync(
        string mailboxId, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, AuditRecord audit, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var stored = (await storage.Mailboxes.FindAsync<OwnedMailbox>(Names, mailboxId, cancellationToken))!;
            var owners = change(stored.Value.Owners);
            if (owners.Count == 0 || owners.Count == stored.Value.Owners.Count)
            {
                return (true, owners.Count > 0);
            }

            var changes = new Changes(Names);
            changes.Replace(stored, stored.Value with { Owners = owners });
            changes.Audit(audit);
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), true);
        });

    private static string PersonRow(string accountId) => $"{PersonPrefix}~{accountId}";

    private static string RowKeyOf(ListedConversation conversation)
    {
        var newestFirst = DateTimeOffset.MaxValue.UtcTicks - conversation.At.UtcTicks;
        return $"list~{newestFirst.ToString("D19", CultureInfo.InvariantCulture)}-{conversation.ConversationId}";
    }
}
