using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>
/// How much the files of a mailbox's conversations take. A partition of its own, <c>space~&lt;mailbox&gt;</c>: a row a
/// file and one with their sum, changed in one transaction, so that taking and giving back are safe to repeat.
/// </summary>
public sealed class MailboxSpace(ConversationStore conversations)
{
    private const string TotalRow = "total";

    /// <summary>Counts a file; false when the mailbox has no room for it.</summary>
    public Task<bool> TakeAsync(string mailboxId, string fileId, long size, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var (taken, total) = await ReadAsync(mailboxId, fileId, cancellationToken);
            var used = total?.Value.Bytes ?? 0;
            if (taken is not null || used + size > FileQuotas.MailboxSpace)
            {
                return (true, taken is not null);
            }

            var changes = new Changes(PartitionOf(mailboxId));
            changes.Insert(RowOf(fileId), new Space(size));
            Count(changes, total, used + size);
            return (await conversations.TrySubmitAsync(changes, cancellationToken), true);
        });

    /// <summary>Counts a file no longer; what was not counted is no error.</summary>
    public Task<bool> GiveBackAsync(string mailboxId, string fileId, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var (taken, total) = await ReadAsync(mailboxId, fileId, cancellationToken);
            if (taken is null)
            {
                return (true, false);
            }

            var changes = new Changes(PartitionOf(mailboxId));
            changes.Delete(taken.RowKey, taken.ETag);
            Count(changes, total, Math.Max(0, (total?.Value.Bytes ?? 0) - taken.Value.Bytes));
            return (await conversations.TrySubmitAsync(changes, cancellationToken), true);
        });

    private async Task<(Stored<Space>? Taken, Stored<Space>? Total)> ReadAsync(
        string mailboxId, string fileId, CancellationToken cancellationToken)
    {
        var filter = Row.In(PartitionOf(mailboxId), Row.Key(RowOf(fileId)), Row.Key(TotalRow));
        var rows = (await conversations.Table.ReadAllAsync(filter, cancellationToken)).ConvertAll(Row.Read<Space>);
        return (rows.Find(row => row.RowKey != TotalRow), rows.Find(row => row.RowKey == TotalRow));
    }

    private static void Count(Changes changes, Stored<Space>? total, long bytes)
    {
        if (total is null)
        {
            changes.Insert(TotalRow, new Space(bytes));
        }
        else
        {
            changes.Replace(total, new Space(bytes));
        }
    }

    private static string PartitionOf(string mailboxId) => "space~" + mailboxId;

    private static string RowOf(string fileId) => "file~" + fileId;

    /// <param name="Bytes">Plain bytes, of one file or of all.</param>
    private sealed record Space(long Bytes);
}
