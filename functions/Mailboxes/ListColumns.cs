using System.Collections.Concurrent;

namespace Zegel.Functions.Mailboxes;

/// <summary>
/// Rows of lists that were made before there were filters have no columns for them: each mailbox's get them once, from
/// what stands in them, when it is opened for the first time. Row of the mailbox: <c>filtered</c>, once that is so.
/// </summary>
public sealed class ListColumns(StorageClients storage)
{
    private const string DoneRow = "filtered";

    private readonly ConcurrentDictionary<MailboxId, bool> known = new();

    /// <summary>Sees to it that rows of these views have their columns; safe to repeat and for two at once.</summary>
    public async Task EnsureAsync(
        MailboxId mailboxId, IEnumerable<string> views, CancellationToken cancellationToken)
    {
        if (known.ContainsKey(mailboxId))
        {
            return;
        }

        var done = await storage.Mailboxes.GetEntityIfExistsAsync<TableEntity>(
            mailboxId, DoneRow, cancellationToken: cancellationToken);
        if (!done.HasValue)
        {
            await AddAsync(mailboxId, views, cancellationToken);
            await storage.Mailboxes.UpsertEntityAsync(
                new TableEntity(mailboxId, DoneRow), TableUpdateMode.Replace, cancellationToken);
        }

        known[mailboxId] = true;
    }

    private async Task AddAsync(MailboxId mailboxId, IEnumerable<string> views, CancellationToken cancellationToken)
    {
        var filter = Row.In(mailboxId, [.. views.Select(Row.Prefix)]);
        await foreach (var row in storage.Mailboxes.QueryAsync<TableEntity>(
            filter, cancellationToken: cancellationToken))
        {
            if (row.ContainsKey(ListFilter.Unread))
            {
                continue;
            }

            foreach (var (name, value) in ListFilter.ColumnsOf(Row.Read<ListedConversation>(row).Value))
            {
                row[name] = value;
            }

            try
            {
                await storage.Mailboxes.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // A worker wrote it anew meanwhile, with its columns.
            }
        }
    }
}
