using System.Globalization;
using Azure.Data.Tables;
using Zegel.Functions.Audit;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Mailboxes;

/// <summary>A page of a mailbox's list.</summary>
public sealed record ConversationPage(IReadOnlyList<(ListedConversation Conversation, SealedNote Header)> Conversations, string? Next);

/// <summary>A mailbox by its name.</summary>
public sealed record NamedMailbox(string MailboxId, string Name);

/// <summary>
/// Mailboxes; a partition a mailbox, and one, <c>names</c>, with the name of each. Rows of a mailbox: <c>mailbox</c>; <c>list~&lt;newest first&gt;</c>, the list of conversations;
/// <c>at~&lt;conversation&gt;</c>, where a conversation stands in the list.
/// </summary>
public sealed class MailboxStore(StorageClients storage)
{
    /// <summary>Conversations on one page of a list.</summary>
    public const int PageSize = 50;

    /// <summary>The row of the mailbox itself.</summary>
    public const string MailboxRow = "mailbox";

    private const string Names = "names";

    private sealed record Place(string RowKey);

    /// <summary>The mailbox, or null.</summary>
    public async Task<Mailbox?> FindAsync(string mailboxId, CancellationToken cancellationToken) =>
        (await storage.Mailboxes.FindAsync<Mailbox>(mailboxId, MailboxRow, cancellationToken))?.Value;

    /// <summary>Makes a mailbox, once. Its name is listed first, so that none is missing from the list.</summary>
    public async Task<bool> TryInsertAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var name = new NamedMailbox(mailbox.MailboxId, mailbox.Name);
        await storage.Mailboxes.UpsertEntityAsync(Row.Of(Names, mailbox.MailboxId, name), TableUpdateMode.Replace, cancellationToken);
        return await storage.Mailboxes.TryInsertAsync(mailbox.MailboxId, MailboxRow, mailbox, cancellationToken);
    }

    /// <summary>All mailboxes, by name.</summary>
    public async Task<IReadOnlyList<NamedMailbox>> ListNamesAsync(CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(Names), cancellationToken);
        return
        [
            .. rows.Select(row => Row.Read<NamedMailbox>(row).Value)
                .OrderBy(mailbox => mailbox.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
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

    private static string RowKeyOf(ListedConversation conversation)
    {
        var newestFirst = DateTimeOffset.MaxValue.UtcTicks - conversation.At.UtcTicks;
        return $"list~{newestFirst.ToString("D19", CultureInfo.InvariantCulture)}-{conversation.ConversationId}";
    }
}
