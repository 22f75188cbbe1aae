using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Together;

/// <summary>
/// A moment at which a conversation may have to come back into the inbox: the partition is the conversation. One that
/// was snoozed longer meanwhile has another pointer; one that came back by itself stays as it is.
/// </summary>
internal sealed class ExpiringSnooze(SpaceStore spaces, TimeProvider time) : IExpiring
{
    public const string Kind = "snooze";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var id = SpaceId.From(partition);
            var change = new SpaceChange(id, time.GetUtcNow());
            if (await spaces.FindAsync(id, cancellationToken) is not { Value: Conversation conversation } stored
                || conversation is not { Filing: Filing.Snoozed, Handling: { SnoozedUntil: { } until } handling }
                || until > change.Now)
            {
                return (true, false);
            }

            change.Replace(stored, conversation.Filed(Filing.None, change.Now)
                .Handled(handling with { SnoozedUntil = null, WokeAt = change.Now }));
            change.Audit(new AuditRecord(ConversationEvents.ConversationWoken, change.Now, "system", id));
            change.Deliver();
            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });
}
