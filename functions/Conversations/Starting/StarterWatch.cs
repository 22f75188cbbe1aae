using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Starting;

/// <summary>
/// Counts who begins at a starter. A starter that is flooded turns nobody away, since that is what whoever floods it
/// wants; its organisation is told, once a day. What stops a flood are the limits of each source and each sender.
/// </summary>
public sealed class StarterWatch(SpaceStore spaces, Throttle throttle, IOptions<LimitOptions> limits, TimeProvider time)
{
    /// <summary>Counts a start whose address was confirmed, and tells the owner of the mailbox of a flood.</summary>
    public async Task CountAsync(Stored<Space> stored, Conversation confirmed, CancellationToken cancellationToken)
    {
        // Noted first, so that none is counted twice; false: something was written in it, and it is counted later.
        var noted = new SpaceChange(confirmed.Id, time.GetUtcNow());
        noted.Replace(stored, confirmed with { IsToCount = false });
        if (await spaces.TrySaveAsync(noted, cancellationToken)
            && await IsFloodedAsync(confirmed.StarterId!, isConfirmed: true, cancellationToken))
        {
            var told = new SpaceChange(confirmed.Id, time.GetUtcNow());
            told.Announce(Notices.ToOwner(confirmed, ConversationNotices.StarterFlooded));
            await spaces.TrySaveAsync(told, cancellationToken);
        }
    }

    /// <summary>Counts a start, confirmed or not yet; true when the organisation must be told now.</summary>
    public async Task<bool> IsFloodedAsync(string starterId, bool isConfirmed, CancellationToken cancellationToken)
    {
        var most = limits.Value.StartsPerStarterPerHour;
        // Every confirmed start was an unconfirmed one before.
        var starts = isConfirmed
            ? new Limit("starter-confirmed", starterId, most, TimeSpan.FromHours(1))
            : new Limit("starter-started", starterId, 2 * most, TimeSpan.FromHours(1));
        return await throttle.TakeAsync(cancellationToken, starts) is not null
            && await throttle.TakeAsync(
                cancellationToken, new Limit("starter-told", starterId, 1, TimeSpan.FromDays(1))) is null;
    }
}
