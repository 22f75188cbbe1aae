using Zegel.Functions.Lists;

namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>Where somebody at an address was told of something.</summary>
/// <param name="ParticipantId">As whom.</param>
/// <param name="At">When it came.</param>
public sealed record ListedForReader(ParticipantId ParticipantId, DateTimeOffset At);

/// <summary>
/// Where people outside are, by their address: in <c>lookups</c> under a keyed hash of it, those first where they were
/// told of something last. Hints and no more, which end with the space.
/// </summary>
public sealed class ReaderList(StorageClients storage, RootSecret root)
{
    /// <summary>Participants on a page.</summary>
    public const int PageSize = 50;

    private readonly DerivedList<ListedForReader> list = new(storage.LookUps, PageSize);

    /// <summary>Notes those who have an address; the same again changes nothing.</summary>
    /// <param name="people">Who is told.</param>
    /// <param name="at">When that came of which they are told.</param>
    public Task NoteAsync(IEnumerable<Participant> people, DateTimeOffset at, CancellationToken cancellationToken) =>
        Task.WhenAll(people.Where(person => person.Email is not null).Select(person => list.PutAsync(
            KeyOf(person.Email!), person.ParticipantId, at, new ListedForReader(person.ParticipantId, at), [],
            cancellationToken, isSettled: true)));

    /// <summary>A page of what was noted of an address.</summary>
    public async Task<(IReadOnlyList<ListedForReader> Listed, string? Next)> PageAsync(
        string email, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await list.PageAsync(KeyOf(email), cursor, cancellationToken);
        return ([.. items.Select(item => item.Value)], next);
    }

    /// <summary>Takes a space that ends off the lists of those who are in it.</summary>
    public Task RemoveAsync(SpaceRead ended, CancellationToken cancellationToken) =>
        Task.WhenAll(ended.Participants.Select(participant => participant.Value)
            .Where(person => person.Email is not null)
            .Select(person => list.RemoveAsync(
                KeyOf(person.Email!), person.ParticipantId, DateTimeOffset.MaxValue, cancellationToken)));

    private string KeyOf(string email) => "reader~" + root.LookUp("reader", EmailAddress.Key(email));
}
