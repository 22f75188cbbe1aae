namespace Zegel.Functions.Conversations.Drafts;

/// <summary>A draft that nobody changes any more: the partition is the mailbox, the row the draft.</summary>
internal sealed class ExpiringDraft(DraftStore drafts, DraftFiles files, TimeProvider time) : IExpiring
{
    public const string Kind = "draft";

    string IExpiring.Kind => Kind;

    public async Task EndAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var id = MailboxId.From(partition);
        var (draft, sent) = await drafts.FindAsync(id, row, cancellationToken);
        // One that was saved since has another pointer.
        if (draft?.Item.Value is { } value && value.IsOver(time.GetUtcNow())
            && await drafts.TryDeleteAsync(id, draft, sent, cancellationToken))
        {
            await files.EndAsync(id, value, cancellationToken);
        }
    }
}
