using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Together;

/// <summary>
/// Changes how the people of a mailbox handle a conversation: part of its row, so that of two who do so at once the
/// second sees what the first did, and so that what comes in meanwhile is seen too.
/// </summary>
public sealed class HandlingChanges(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <summary>What it becomes.</summary>
    /// <param name="Conversation">With another <see cref="Handling"/>; as it was: nothing changes.</param>
    /// <param name="Event">What is written down; null: nothing.</param>
    public sealed record Decided(Conversation Conversation, AuditEvent? Event);

    /// <summary>
    /// The conversation for somebody of its mailbox, once there is something in it; nobody else learns that there is
    /// such a thing.
    /// </summary>
    public async Task<Outcome<Actor<Conversation>>> FindAsync(
        HttpRequest request, string participantId, SpaceQuery query, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, query, cancellationToken);
        return found.IsRefused(out var problem, out var actor) ? problem
            : actor.IsMailbox && actor.Space.Value.Last is not null ? actor
            : new ResourceNotFound();
    }

    /// <summary>Makes a change, as often as it takes.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="participantId">The mailbox's participant.</param>
    /// <param name="decide">Decides, of what is read; may add to the change.</param>
    public async Task<Results<Ok<HandlingItem>, ProblemHttpResult>> RunAsync(
        HttpRequest request, string participantId,
        Func<Actor<Conversation>, SpaceChange, Task<Outcome<Decided>>> decide, CancellationToken cancellationToken)
    {
        var changed = await Conflicts.RetryAsync<Outcome<HandlingItem>>(async () =>
        {
            var found = await FindAsync(request, participantId, SpaceQuery.Participants, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var change = actor.Change(time.GetUtcNow());
            if ((await decide(actor, change)).IsRefused(out problem, out var decided))
            {
                return (true, problem);
            }

            var item = HandlingItem.Of(decided.Conversation, actor.AccountId!.Value);
            if (decided.Conversation == actor.Space.Value)
            {
                return (true, item);
            }

            change.Replace(actor.Space, decided.Conversation);
            if (decided.Event is { } what)
            {
                change.Audit(actor.Did(what, change.Now));
            }

            // The list shows it.
            change.Deliver();
            return (await spaces.TrySaveAsync(change, cancellationToken), item);
        });
        return changed.IsRefused(out var refusal, out var handled)
            ? refusal.ToResult() : TypedResults.Ok(handled);
    }
}

/// <summary>How a conversation is handled, as the people of its mailbox see it.</summary>
/// <param name="Assigned">Whose it is; null: nobody's, as it is when they cannot use the mailbox any more.</param>
/// <param name="Follows">Whether who asks follows it.</param>
/// <param name="Followers">How many do.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="SnoozedUntil">Until when it is out of the inbox.</param>
/// <param name="Filing">Where it stands.</param>
public sealed record HandlingItem(
    AccountId? Assigned, bool Follows, int Followers, IReadOnlyList<string> Labels, DateTimeOffset? SnoozedUntil,
    Filing Filing)
{
    internal static HandlingItem Of(Conversation conversation, AccountId me)
    {
        var handling = conversation.Handling ?? Handling.None;
        return new HandlingItem(
            handling.Assigned, handling.Followers.Contains(me), handling.Followers.Count, handling.Labels,
            handling.SnoozedUntil, conversation.Filing);
    }
}
