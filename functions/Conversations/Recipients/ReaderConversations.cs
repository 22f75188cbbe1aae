using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>A conversation of somebody at an address, as it stands now.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Person">As whom.</param>
/// <param name="At">When something came that they were told of.</param>
public sealed record FoundForReader(Conversation Conversation, Stored<Participant> Person, DateTimeOffset At);

/// <summary>
/// The conversations that were written to an address, those first of which somebody there was told last. The delivery
/// worker notes whoever is about to be told; what is found is read again, and counts as it is stored then.
/// </summary>
public sealed class ReaderConversations(ReaderList list, SpaceStore spaces, TimeProvider time)
{
    /// <summary>Notes those of a conversation who are about to be told of something.</summary>
    public Task NoteAsync(Conversation conversation, SpaceRead read, CancellationToken cancellationToken)
    {
        var told = read.Notices.Where(notice => notice.Value.Kind is { TellsOfMessage: true, IsSms: false })
            .Select(notice => notice.Value.ParticipantId).ToHashSet();
        var people = read.Participants.Select(participant => participant.Value)
            .Where(person => told.Contains(person.ParticipantId));
        return list.NoteAsync(people, conversation.Last!.At, cancellationToken);
    }

    /// <summary>A page of what was written to an address.</summary>
    /// <param name="email">The address.</param>
    /// <param name="cursor">What the page before gave as next, or null.</param>
    public async Task<(IReadOnlyList<FoundForReader> Found, string? Next)> PageAsync(
        string email, string? cursor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (listed, next) = await list.PageAsync(email, cursor, cancellationToken);
        var found = await Task.WhenAll(listed.Select(async one =>
        {
            var (id, at) = one;
            var read = await spaces.ReadAsync(id.Space, new SpaceQuery { Only = id }, cancellationToken);
            return read is { Participants: [var person], Space.Value: Conversation conversation }
                && person.Value.Email is { } theirs && EmailAddress.Key(theirs) == EmailAddress.Key(email)
                && conversation.CanBeRead(now)
                ? new FoundForReader(conversation, person, at) : null;
        }));
        return ([.. found.OfType<FoundForReader>()], next);
    }
}
