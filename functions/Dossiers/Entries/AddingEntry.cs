using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>What one entry changes in a part; decided on what was read, without a clock or storage.</summary>
/// <param name="actor">Who writes it.</param>
/// <param name="entry">What.</param>
/// <param name="unwanted">The accounts that want no mail of this kind (N48).</param>
/// <param name="bodyHash">Of the request.</param>
/// <param name="at">When.</param>
internal sealed class AddingEntry(
    Actor<Part> actor, NewEntry entry, IReadOnlySet<AccountId> unwanted, string bodyHash, DateTimeOffset at)
{
    private const string Documents = "documents";
    private const string Messages = "messages";

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

        var files = entry.Files.Select(file => actor.Files[FileId.From(file)]).ToList();
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
        };
        change.Post(Posted, entry.EntryId, _ => posted, entry.Header, entry.Text);
        files.ForEach(file => change.Keep(file, entry.EntryId));
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
        change.Audit(actor.Did(
            entry.Tab == PartTab.Messages ? DossierEvents.PartMessageWritten : DossierEvents.EntryPublished, at,
            entry.EntryId));
        change.Deliver();
        return change.Fits ? change : new EntryTooFull();
    }

    /// <summary>Of which kind of news it is.</summary>
    public static string KindOf(NewEntry entry) => entry.Tab == PartTab.Messages ? Messages : Documents;

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

        return actor.RefuseToPost(null, entry.Files) ?? (actor.IsMailbox ? null : RefuseFlood());
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
        var kind = KindOf(entry);
        if (reading.IsTold(kind, at) || (person.AccountId is { } account && unwanted.Contains(account)))
        {
            return reading;
        }

        if (!person.IsMailbox)
        {
            change.Announce(Notices.ToAccount(
                person, kind == Messages ? DossierNotices.MessageReady : DossierNotices.DocumentsReady, part));
            return reading.Tell(kind, at);
        }

        var colleagues = new[] { part.Facts.Handler, part.Facts.StandIn }
            .Select(colleague => colleague?.AccountId).OfType<AccountId>().Distinct();
        foreach (var colleague in colleagues)
        {
            change.Announce(Notices.ToAccount(
                person with { AccountId = colleague }, DossierNotices.ClientWrote, part));
        }

        return reading.Tell(kind, at);
    }
}
