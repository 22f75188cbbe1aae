using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>
/// Opens an entry of a part, and lets it count as read: its rows and the reader's numbers are one transaction.
/// </summary>
public sealed class OpeningEntries(SpaceAccess access, SpaceStore spaces, SpaceTabs tabs, TimeProvider time)
{
    /// <summary>Readings that an entry keeps; many may open it, and who did first is what counts.</summary>
    private const int MostReadings = 30;

    /// <summary>The entry as the caller, or for staff somebody else, sees it.</summary>
    public Task<Outcome<OpenPartEntry.Response>> OpenAsync(
        HttpRequest request, string participantId, string entryId, string? @as, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(() => TryOpenAsync(request, participantId, entryId, @as, cancellationToken));

    private async Task<(bool Done, Outcome<OpenPartEntry.Response> Opened)> TryOpenAsync(
        HttpRequest request, string participantId, string entryId, string? @as, CancellationToken cancellationToken)
    {
        if (!Ids.IsId(entryId) || !ParticipantId.TryFrom(participantId, out var id))
        {
            return (true, new ResourceNotFound());
        }

        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = tabs.FindPostedAsync(id.Space, entryId, cancellationToken);
        var found = await access.FindAsync<Part>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
        var posted = await reading;
        if (found.IsRefused(out var problem, out var actor)
            || actor.ViewOf(@as).IsRefused(out problem, out var viewer))
        {
            return (true, problem);
        }

        if (posted?.Tabs is null)
        {
            return (true, new ResourceNotFound());
        }

        var (places, text) = await tabs.FindAsync<PartEntry>(
            actor.Space.Value.Id, posted, entryId, cancellationToken);
        var change = actor.Change(time.GetUtcNow());
        var what = @as is null ? DossierEvents.PartEntryOpened : DossierEvents.PartEntryViewedAs;
        change.Audit(actor.Did(what, change.Now, @as is null ? entryId : $"{entryId} {@as}"));
        var shown = @as is null ? Read(actor, change, posted, places) : viewer;
        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return (false, default);
        }

        var entry = places[0];
        var tab = Enum.GetValues<PartTab>().Single(one => one.ToName() == posted.Tabs.Split(' ')[0]);
        return (true, new OpenPartEntry.Response(
            entry.Item.Value.ShowTo(shown, entry.Note) with
            {
                IsRead = @as is null || entry.Item.Value.IsReadBy(shown),
            },
            tab, text, TabNumbers.Of(shown.Reading!.Unread)));
    }

    /// <summary>Lets it count as read, the first time; who reads is as it was, or has one less to read.</summary>
    private static Participant Read(
        Actor<Part> actor, SpaceChange change, PostedEntry posted, IReadOnlyList<Shelved<PartEntry>> places)
    {
        var (me, entry) = (actor.Me.Value, places[0].Item.Value);
        var account = actor.Account!;
        var isOwnSide = entry.IsOfOffice == me.IsMailbox;
        var didBefore = entry.ReadBy.Any(
            reading => reading.ParticipantId == me.ParticipantId && (!me.IsMailbox || reading.Name == account.Name));
        if (isOwnSide || didBefore || entry.ReadBy.Count >= MostReadings)
        {
            return me;
        }

        var by = new PartReading(me.ParticipantId, account.Name, change.Now);
        foreach (var place in places)
        {
            change.Replace(place.Item, place.Item.Value with { ReadBy = [.. entry.ReadBy, by] }, place.Note);
        }

        // Of the office one reads for all.
        var isNews = !entry.IsReadBy(me);
        var reading = posted.Tabs!.Split(' ').Aggregate(
            me.Reading!.TellAnew() with { ReadAt = change.Now },
            (before, tab) => isNews ? before.WithUnread(tab, -1) : before);
        var read = me with { Reading = reading, NoticeFailed = false };
        change.Replace(actor.Me, read);
        change.Replace(actor.Space, actor.Space.Value.Changed());
        // The lists' numbers follow; when this hint is lost they follow with the next change.
        change.Refresh();
        return read;
    }
}
