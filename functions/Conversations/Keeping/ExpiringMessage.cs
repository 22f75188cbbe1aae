using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>
/// A message that expires: the partition is the conversation, the row the message. Nobody is handed it since that
/// moment; here its notes and files go, and only that there was one stays. One that was extended has another pointer.
/// </summary>
internal sealed class ExpiringMessage(SpaceStore spaces, SpacePurge purge, TimeProvider time) : IExpiring
{
    public const string Kind = "message";

    string IExpiring.Kind => Kind;

    public async Task EndAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var id = SpaceId.From(partition);
        var files = await Conflicts.RetryAsync(() => ForgetAsync(id, row, cancellationToken));
        foreach (var file in files)
        {
            await purge.EndFileAsync(id, FileId.From(file), cancellationToken);
        }
    }

    /// <returns>The files that go with it, also when they began to go before.</returns>
    private async Task<(bool Done, IReadOnlyList<string> Files)> ForgetAsync(
        SpaceId id, string messageId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = await spaces.FindEntryAsync(id, messageId, cancellationToken);
        if (message?.Entry.Value is not { } entry || !entry.IsGone(now))
        {
            return (true, []);
        }

        var read = await spaces.ReadAsync(id, new SpaceQuery { Files = true }, cancellationToken);
        if (message.Notes is null || read?.Space.Value is not Conversation conversation)
        {
            return (true, entry.Files);
        }

        var change = new SpaceChange(id, now);
        change.Replace(message, entry, notes: null);
        foreach (var file in entry.Files.Select(file => read.Files.GetValueOrDefault(FileId.From(file)))
            .OfType<Stored<SealedFile>>())
        {
            change.End(file);
        }

        if (conversation.Last?.MessageId == messageId)
        {
            // Its subject leaves the list too.
            change.Replace(read.Space, conversation with { Revision = conversation.Revision + 1 });
            change.Deliver();
        }

        change.Audit(new AuditRecord(ConversationEvents.MessageExpired, now, "system", messageId));
        return (await spaces.TrySaveAsync(change, cancellationToken), entry.Files);
    }
}
