using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>What one entry changes in a part; decided on what was read, without a clock or storage.</summary>
/// <param name="actor">Who writes it.</param>
/// <param name="entry">What.</param>
/// <param name="unwanted">The accounts that are not mailed of this kind.</param>
/// <param name="bodyHash">Of the request.</param>
/// <param name="at">When.</param>
internal sealed class AddingEntry(
    Actor<Part> actor, NewEntry entry, IReadOnlySet<AccountId> unwanted, string bodyHash, DateTimeOffset at)
{
    private readonly Part part = actor.Space.Value;
    private readonly SpaceChange change = actor.Change(at);

    /// <summary>That the id is taken from here on, and where the entry stands.</summary>
    public PostedEntry Posted { get; } = new(
        bodyHash, actor.Me.Value.ParticipantId, actor.Account!.Name, at,
        string.Join(' ', TabsOf(actor, entry).Select(tab => tab.ToName())));

    private IReadOnlyList<PartTab> Tabs => TabsOf(actor, entry);

    private long Bytes => entry.Header.Bytes + (entry.Text?.Bytes ?? 0);

    /// <summary>The transaction, or why not.</summary>
    public Outcome<SpaceChange> Compose()
    {
        if (Refuse() is { } refusal)
        {
            return refusal;
        }

        var files = entry.Files.Select(FileId.From).Select(id => entry.Kept.GetValueOrDefault(id) ?? actor.Files[id])
            .ToList();
        var posted = new PartEntry
        {
            EntryId = entry.EntryId,
            Author = Posted.Author,
            AccountId = actor.Account!.AccountId,
            By = Posted.By!,
            At = at,
            Files = [.. files.Select(file => new PartFile(file.Value.FileId, file.Value.Size))],
            HasText = entry.Text is not null,
            InReplyTo = entry.InReplyTo,
            TaskId = entry.TaskId,
        };
        change.Post(Posted, entry.EntryId, _ => posted, entry.Header, entry.Text);
        files.ForEach(Send);
        foreach (var one in actor.Participants)
        {
            ChangeParticipant(one);
        }

        change.Replace(actor.Space, part.Changed() with
        {
            Numbers = Tabs.Aggregate(part.Numbers, (numbers, tab) => numbers.PlusOne(tab)),
            ActiveAt = at,
            // Into the mailbox's list with the client's first message; from then on the last one of both.
            Last = entry.Tab == PartTab.Messages && (part.Last is not null || !actor.IsMailbox)
                ? new LastPartMessage(entry.EntryId, at, Posted.Author, entry.Files.Count) : part.Last,
        });
        change.Audit(entry.Tab switch
        {
            PartTab.Messages => actor.Did(DossierEvents.PartMessageWritten, at, entry.EntryId),
            PartTab.Delivered => actor.Did(DossierEvents.TaskSent, at, $"{entry.TaskId} {entry.EntryId}"),
            _ => actor.Did(DossierEvents.EntryPublished, at, entry.EntryId),
        });
        change.Deliver();
        return change.Fits ? change : new EntryTooFull();
    }

    /// <summary>Who of the office is mailed when a client writes, as far as they can use the mailbox.</summary>
    public static IReadOnlyList<AccountId> ColleaguesOf(Part part) =>
    [
        .. new[] { part.Facts.Handler, part.Facts.StandIn }.Select(one => one?.AccountId).OfType<AccountId>()
            .Distinct(),
    ];

    private static IReadOnlyList<PartTab> TabsOf(Actor<Part> actor, NewEntry entry) =>
        entry.Tab == PartTab.Messages && !actor.IsMailbox && entry.Files.Count > 0
            ? [PartTab.Messages, PartTab.Delivered] : [entry.Tab];

    private Problem? Refuse()
    {
        if (part.Facts.IsClosed)
        {
            return new DossierClosed();
        }

        if (!entry.Header.BelongsTo(part.Id))
        {
            return new BadInput("header", "note-metadata");
        }

        if (entry.Text?.BelongsTo(part.Id) == false)
        {
            return new BadInput("text", "note-metadata");
        }

        var fresh = entry.Files.Where(file => !entry.Kept.ContainsKey(FileId.From(file)));
        return actor.RefuseToPost(null, [.. fresh]) ?? (actor.IsMailbox ? null : RefuseFlood());
    }

    private void Send(Stored<SealedFile> file)
    {
        if (entry.Kept.ContainsKey(file.Value.FileId))
        {
            change.Release(file, entry.EntryId);
        }
        else
        {
            change.Keep(file, entry.EntryId);
        }
    }

    private TooManyRequests? RefuseFlood() => actor.Me.Value.Written.With(Bytes, at)
        .RetryAt(SecurityNumbers.MessagesPerPersonPerHour, SecurityNumbers.MessagesPerPersonPerDay) is { } again
            ? new TooManyRequests(again) : null;

    /// <summary>
    /// Whoever wrote it has written now; for everybody of the other side who sees the part it is unread, and they are
    /// told, once a kind until they look.
    /// </summary>
    private void ChangeParticipant(Stored<Participant> one)
    {
        var person = one.Value;
        if (person.ParticipantId == Posted.Author)
        {
            change.Replace(one, person with
            {
                Reading = person.Reading! with { WroteAt = at },
                Written = actor.IsMailbox ? person.Written : person.Written.With(Bytes, at),
            });
        }
        else if (person.IsMailbox != actor.IsMailbox)
        {
            // Also for who does not see it now: they may get it back.
            var reading = Tabs.Aggregate(person.Reading!, (before, tab) => before.WithUnread(tab.ToName(), 1));
            change.Replace(one, person with
            {
                Reading = person.Rights.HasFlag(Rights.Read) ? Tell(person, reading) : reading,
            });
        }
    }

    private Reading Tell(Participant person, Reading reading)
    {
        var news = PartNews.Of(entry.Tab);
        if (reading.IsTold(news.Name, at) || (person.AccountId is { } account && unwanted.Contains(account)))
        {
            return reading;
        }

        if (!person.IsMailbox)
        {
            change.Announce(Notices.ToAccount(person, news.ToClient, part));
            return reading.Tell(news.Name, at);
        }

        var colleagues = ColleaguesOf(part).Where(colleague => !unwanted.Contains(colleague)).ToList();
        foreach (var colleague in colleagues)
        {
            change.Announce(Notices.ToAccount(person with { AccountId = colleague }, news.ToOffice, part));
        }

        if (colleagues.Count == 0)
        {
            // Neither of the two works there any more: somebody must hear of it.
            change.Announce(Notices.ToOwner(part, news.ToOwner) with
            {
                LinkId = person.ParticipantId,
            });
        }

        return reading.Tell(news.Name, at);
    }
}
