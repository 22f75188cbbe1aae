using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// What else waits for somebody who unlocked a conversation, and is opened by the same proof: written to the same
/// address, under the same method and number. Asked only with a living grant.
/// </summary>
public sealed class WaitingElsewhere(SpaceAccess access, ReaderConversations readers, TimeProvider time)
{
    /// <summary>As whom the browser acts, and what else waits for them.</summary>
    public async Task<Outcome<(Actor<Conversation> Actor, IReadOnlyList<FoundForReader> Waiting)>> FindAsync(
        HttpRequest request, string participantId, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        var (me, now) = (actor.Me.Value, time.GetUtcNow());
        if (!me.CanUnlock(now) || !me.ProvesAlso(me))
        {
            return (actor, []);
        }

        var (page, _) = await readers.PageAsync(me.Email!, null, cancellationToken);
        return (actor, [.. page.Where(one => Fits(me, one, now))]);
    }

    /// <summary>Whether something waits there that opens by what somebody proved.</summary>
    private static bool Fits(Participant me, FoundForReader other, DateTimeOffset now) =>
        other.Person.Value is var person && person.ParticipantId != me.ParticipantId
        && person.HasUnread && !(other.Conversation.LastExpiresAt <= now)
        && person.CanUnlock(now) && me.ProvesAlso(person);
}
