using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Starting;

/// <summary>
/// Counts who begins at a starter. A starter that is flooded turns nobody away, since that is what whoever floods it
/// wants; its organisation is told, once a day. What stops a flood are the limits of each source and each sender.
/// </summary>
public sealed class StarterWatch(Throttle throttle, IOptions<LimitOptions> limits)
{
    /// <summary>Counts a start, confirmed or not yet; true when the organisation must be told now.</summary>
    public async Task<bool> IsFloodedAsync(string starterId, bool isConfirmed, CancellationToken cancellationToken)
    {
        var most = limits.Value.StartsPerStarterPerHour;
        // Every confirmed start was an unconfirmed one before.
        var starts = isConfirmed
            ? new Limit("starter-confirmed", starterId, most, TimeSpan.FromHours(1))
            : new Limit("starter-started", starterId, 2 * most, TimeSpan.FromHours(1));
        return await throttle.TakeAsync(cancellationToken, starts) is not null
            && await throttle.TakeAsync(cancellationToken, new Limit("starter-told", starterId, 1, TimeSpan.FromDays(1))) is null;
    }

    /// <summary>Tells the owner of the mailbox, in the transaction of a conversation.</summary>
    public static void Tell(Changes changes, Conversation conversation, DateTimeOffset now) =>
        changes.Announce(now, Notices.ToOwner(conversation, NoticeKind.StarterFlooded));
}
