namespace Zegel.Functions.Conversations.Drafts;

/// <summary>
/// A draft that nobody changes any more, with what says that it was sent: the partition is the mailbox, the row the
/// draft. While something of it waits to go it stays.
/// </summary>
internal sealed class ExpiringDraft(DraftStore drafts, DraftFiles files, TimeProvider time) : IExpiring
{
    public const string Kind = "draft";

    string IExpiring.Kind => Kind;

    public async Task EndAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var (id, now) = (MailboxId.From(partition), time.GetUtcNow());
        var (draft, sent) = await drafts.FindAsync(id, row, cancellationToken);
        if (sent?.Value is { } waiting && waiting.Counts(now))
        {
            await drafts.NoteEndAsync(id, row, waiting.CountsUntil, cancellationToken);
            return;
        }

        // One that was saved since, or taken back, has another pointer.
        var over = draft?.Item.Value.IsOver(now) == true ? draft : null;
        if (await drafts.TryDeleteAsync(id, over, sent, cancellationToken) && over is not null)
        {
            await files.EndAsync(id, over.Item.Value, cancellationToken);
        }
    }
}
