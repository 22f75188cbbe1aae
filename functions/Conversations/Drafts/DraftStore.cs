using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Drafts;

/// <summary>
/// The drafts of mailboxes; a partition a mailbox, <c>drafts~&lt;mailbox&gt;</c>. Rows: <c>draft~&lt;id&gt;</c>, and
/// beside it <c>sent~&lt;id&gt;</c> while it was sent and waits to go.
/// </summary>
public sealed class DraftStore(StorageClients storage, Expiries expiries, TimeProvider time)
{
    private const string DraftPrefix = "draft";
    private const string SentPrefix = "sent";
    private const string NoteColumn = "Note";

    /// <summary>All drafts of a mailbox, the newest first; one query.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="viewer">To whom they are shown.</param>
    public async Task<IReadOnlyList<DraftItem>> ListAsync(
        MailboxId mailboxId, AccountId viewer, CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(Row.In(PartitionOf(mailboxId)), cancellationToken);
        var sent = rows.Where(row => row.RowKey.StartsWith(SentPrefix + "~", StringComparison.Ordinal))
            .Select(Row.Read<SentDraft>).Where(row => row.Value.Counts(time.GetUtcNow()))
            .ToDictionary(row => row.RowKey, row => row.Value, StringComparer.Ordinal);
        return
        [
            .. rows.Where(row => row.RowKey.StartsWith(DraftPrefix + "~", StringComparison.Ordinal)).Select(Read)
                .Select(draft => draft.Item.Value.Show(
                    draft.Note, sent.GetValueOrDefault(SentRow(draft.Item.Value.DraftId)), viewer))
                .OrderByDescending(draft => draft.At),
        ];
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(MailboxId mailboxId, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in storage.Mailboxes.QueryAsync<TableEntity>(
            Row.In(PartitionOf(mailboxId), Row.Prefix(DraftPrefix)), select: ["RowKey"],
            cancellationToken: cancellationToken))
        {
            count++;
        }

        return count;
    }

    /// <summary>A draft, and whether it was sent; one query.</summary>
    public async Task<(Shelved<MessageDraft>? Draft, Stored<SentDraft>? Sent)> FindAsync(
        MailboxId mailboxId, string draftId, CancellationToken cancellationToken)
    {
        var rows = await storage.Mailboxes.ReadAllAsync(
            Row.In(PartitionOf(mailboxId), Row.Key(DraftRow(draftId)), Row.Key(SentRow(draftId))), cancellationToken);
        return (
            rows.Find(row => row.RowKey == DraftRow(draftId)) is { } draft ? Read(draft) : null,
            rows.Find(row => row.RowKey == SentRow(draftId)) is { } sent ? Row.Read<SentDraft>(sent) : null);
    }

    /// <summary>A pointer looks at the draft then, and at what says that it was sent.</summary>
    public Task NoteEndAsync(
        MailboxId mailboxId, string draftId, DateTimeOffset at, CancellationToken cancellationToken) =>
        expiries.AddAsync(at, ExpiringDraft.Kind, mailboxId, draftId, cancellationToken);

    /// <summary>Saves a draft in the place of what was read; false when that is another by now.</summary>
    public Task<bool> TrySaveAsync(
        MailboxId mailboxId, Shelved<MessageDraft>? before, MessageDraft draft, SealedNote note,
        CancellationToken cancellationToken)
    {
        var changes = new Changes(PartitionOf(mailboxId));
        if (before is null)
        {
            changes.Insert(DraftRow(draft.DraftId), draft, note.Columns(NoteColumn));
        }
        else
        {
            changes.Replace(before.Item, draft, note.Columns(NoteColumn));
        }

        return changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
    }

    /// <summary>Deletes a draft that is as it was read, and what says that it was sent; either may be gone.</summary>
    public async Task<bool> TryDeleteAsync(
        MailboxId mailboxId, Shelved<MessageDraft>? draft, Stored<SentDraft>? sent,
        CancellationToken cancellationToken)
    {
        var changes = new Changes(PartitionOf(mailboxId));
        if (draft is not null)
        {
            changes.Delete(draft.Item.RowKey, draft.Item.ETag);
        }

        if (sent is not null)
        {
            changes.Delete(sent.RowKey, sent.ETag);
        }

        return changes.Count == 0 || await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
    }

    /// <summary>Notes that a draft was sent and waits; one request, whatever stood there.</summary>
    public Task NoteSentAsync(
        MailboxId mailboxId, string draftId, SentDraft sent, CancellationToken cancellationToken) =>
        storage.Mailboxes.UpsertEntityAsync(
            Row.Of(PartitionOf(mailboxId), SentRow(draftId), sent), TableUpdateMode.Replace, cancellationToken);

    /// <summary>
    /// Its message waits no longer. One that went takes the draft with it, unless somebody wrote on in that meanwhile;
    /// one that did not makes it a draft again, which lives as long as one that was saved now. Safe to repeat, also
    /// after the draft was sent as another message.
    /// </summary>
    public Task SettleAsync(
        MailboxId mailboxId, string draftId, string messageId, int revision, bool hasGone,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var (draft, sent) = await FindAsync(mailboxId, draftId, cancellationToken);
            var (now, changes) = (time.GetUtcNow(), new Changes(PartitionOf(mailboxId)));
            var isSent = sent?.Value.MessageId == messageId;
            if (sent is not null && (isSent || !sent.Value.Counts(now)))
            {
                changes.Delete(sent.RowKey, sent.ETag);
            }

            if (hasGone && draft?.Item.Value.Revision == revision)
            {
                changes.Delete(draft.Item.RowKey, draft.Item.ETag);
            }
            else if (!hasGone && isSent && draft is { Item.Value: var value }
                && value.KeptUntil < now + SecurityNumbers.StaffDraftLifetime)
            {
                var kept = value.KeptFrom(now);
                await NoteEndAsync(mailboxId, draftId, kept.KeptUntil, cancellationToken);
                changes.Replace(draft.Item, kept, draft.Note.Columns(NoteColumn));
            }

            return (changes.Count == 0 || await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), true);
        });

    private static Shelved<MessageDraft> Read(TableEntity row) =>
        new(Row.Read<MessageDraft>(row), SealedNote.FromRow(row, NoteColumn));

    private static string PartitionOf(MailboxId mailboxId) => "drafts~" + mailboxId;

    private static string DraftRow(string draftId) => $"{DraftPrefix}~{draftId}";

    private static string SentRow(string draftId) => $"{SentPrefix}~{draftId}";
}
