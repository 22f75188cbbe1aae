using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>What is posted in a part.</summary>
/// <param name="EntryId">Made by the browser.</param>
/// <param name="Tab">Where it stands; a client's message with files also among what it delivered.</param>
/// <param name="Header">What lists show of it.</param>
/// <param name="Text">What is read when it is opened.</param>
/// <param name="Files">The ids of its files.</param>
/// <param name="InReplyTo">The entry that it answers.</param>
public sealed record NewEntry(
    string EntryId, PartTab Tab, SealedNote Header, SealedNote? Text, IReadOnlyList<string> Files, string? InReplyTo)
{
    /// <summary>What the office asked, of what is delivered for that; null else.</summary>
    public string? TaskId { get; init; }

    /// <summary>Of its files those that were kept for the task.</summary>
    public IReadOnlyDictionary<FileId, Stored<SealedFile>> Kept { get; init; } =
        new Dictionary<FileId, Stored<SealedFile>>();
}

/// <summary>
/// Posts entries in a part: entry, files, numbers, notices and audit record are one transaction, which holds the row of
/// the part. So what closes it or takes it away meanwhile makes it fail, and it is decided anew.
/// </summary>
public sealed class PostingEntries(
    SpaceAccess access, SpaceStore spaces, SpaceTabs tabs, UnwantedNews unwantedNews, TimeProvider time)
{
    /// <summary>Posts it, once.</summary>
    /// <param name="request">Who, with the body by whose hash a repeat is known.</param>
    /// <param name="participantId">As whom.</param>
    /// <param name="entry">What.</param>
    /// <param name="isForOffice">Whether the office alone may.</param>
    public Task<Outcome<PostedEntry>> PostAsync(
        HttpRequest request, string participantId, NewEntry entry, bool isForOffice,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(() => TryPostAsync(request, participantId, entry, isForOffice, cancellationToken));

    private async Task<(bool Done, Outcome<PostedEntry> Posted)> TryPostAsync(
        HttpRequest request, string participantId, NewEntry entry, bool isForOffice,
        CancellationToken cancellationToken)
    {
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return (true, new ResourceNotFound());
        }

        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = tabs.FindPostedAsync(id.Space, entry.EntryId, cancellationToken);
        var query = new SpaceQuery { Files = true };
        var found = await access.FindAsync<Part>(request, participantId, Rights.Write, query, cancellationToken);
        var earlier = await reading;
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        if (isForOffice && !actor.IsMailbox)
        {
            return (true, new ResourceNotFound());
        }

        if (actor.FindPosted(earlier, request.BodyHash()).IsRefused(out var taken, out var before))
        {
            return (true, taken);
        }

        if (before is not null)
        {
            return (true, before);
        }

        var at = actor.Space.Value.Next(time.GetUtcNow());
        var unwanted = await UnwantedAsync(actor, entry, at, cancellationToken);
        var adding = new AddingEntry(actor, entry, unwanted, request.BodyHash(), at);
        if (adding.Compose().IsRefused(out var refusal, out var change))
        {
            return (true, refusal);
        }

        return (await spaces.TrySaveAsync(change, cancellationToken), adding.Posted);
    }

    /// <summary>
    /// Of those who would be mailed, the accounts that are not: clients who do not want that (N48), and a handler or a
    /// stand-in who cannot use the mailbox any more.
    /// </summary>
    private async Task<IReadOnlySet<AccountId>> UnwantedAsync(
        Actor<Part> actor, NewEntry entry, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var news = PartNews.Of(entry.Tab);
        if (!actor.IsMailbox)
        {
            return await unwantedNews.FindColleaguesAsync(news, actor, at, cancellationToken);
        }

        var people = actor.Participants.Select(one => one.Value)
            .Where(person => !person.Reading!.IsTold(news.Name, at));
        return await unwantedNews.FindAsync(news, people, cancellationToken);
    }
}
