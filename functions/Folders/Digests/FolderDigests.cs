using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Digests;

/// <summary>
/// Tells people of what others added to a folder (<see cref="DigestRule"/>). That somebody was told stands in their
/// row, in the transaction of the mail: a crash tells nobody twice and forgets nobody.
/// </summary>
public sealed class FolderDigests(SpaceStore spaces, TimeProvider time)
{
    /// <summary>Tells whose time it is.</summary>
    /// <returns>Whether it must be asked again soon; null when the folder was changed meanwhile.</returns>
    public async Task<bool?> TellAsync(SpaceRead read, CancellationToken cancellationToken)
    {
        var (space, now) = (read.Space.Value, time.GetUtcNow());
        var people = read.Participants.Select(person => person.Value).ToList();
        var change = new SpaceChange(space.Id, now);
        foreach (var stored in read.Participants)
        {
            if (DigestRule.NewsFor(stored.Value, people) is not { } news)
            {
                continue;
            }

            var person = stored.Value;
            var dueAt = DigestRule.DueAt(person, news);
            if (now >= dueAt)
            {
                change.Replace(stored, person with { Following = person.Following! with { ToldUpTo = news } });
                change.Announce(Notices.ToAnyone(
                    person, person.IsMailbox ? FolderNotices.MailboxFolderNews : FolderNotices.FolderNews, space));
            }
            else if (person.Following!.IsDaily)
            {
                // Its hour is over when the morning begins.
                change.Expire(dueAt - TimeSpan.FromTicks(1), ExpiringDigest.Kind);
            }
        }

        return await spaces.TrySaveAsync(change, cancellationToken) ? DigestRule.IsBusy(people, now) : null;
    }
}

/// <summary>A digest whose day has come: the partition is the folder.</summary>
internal sealed class ExpiringDigest(Delivering.FolderDelivery delivery) : IExpiring
{
    public const string Kind = "digest";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(SpaceId.From(partition), cancellationToken);
}
