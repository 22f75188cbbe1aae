using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>
/// A conversation that was deleted: the partition is the conversation, the row its mailbox, which one that is gone
/// already does not say any more. One that was taken back meanwhile stays.
/// </summary>
internal sealed class ExpiringConversation(SpaceStore spaces, SpacePurge purge, MailboxList list) : IExpiring
{
    public const string Kind = "deleted";

    string IExpiring.Kind => Kind;

    public async Task EndAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var id = SpaceId.From(partition);
        await purge.EndSpaceAsync(id, cancellationToken);
        if (await spaces.FindAsync(id, cancellationToken) is null)
        {
            await list.RemoveAsync(MailboxId.From(row), id, cancellationToken);
        }
    }
}
