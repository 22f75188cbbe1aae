using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>The people of a part: who they are, what they may do, how others see them.</summary>
internal static class PartPeople
{
    private const string Office = "office";
    private const string Client = "client";
    private const string Extra = "extra";

    /// <summary>The mailbox in a new part.</summary>
    public static Participant Mailbox(SpaceId part, string language, DateTimeOffset now) => new()
    {
        ParticipantId = ParticipantId.Of(part, ParticipantId.FirstNumber),
        Name = null,
        Language = language,
        Reading = new Reading { From = now, Since = now },
    };

    /// <summary>The client, or somebody of the company, in a part.</summary>
    public static Participant Person(ParticipantId id, AccountHead account, string name, DateTimeOffset now) => new()
    {
        ParticipantId = id,
        Name = name,
        AccountId = account.AccountId,
        Language = account.Language,
        Reading = new Reading { From = now, Since = now },
    };

    /// <summary>
    /// With the part, or without it: no right, and no key of it for a list. Whoever had it before begins anew with what
    /// it was told, and keeps what it read.
    /// </summary>
    public static Participant See(this Participant person, bool sees, DateTimeOffset now) => person with
    {
        Rights = sees ? Rights.All : Rights.None,
        WrappedSealKey = sees ? person.WrappedSealKey : null,
        Reading = sees && person.Rights == Rights.None
            ? person.Reading!.TellAnew() with { Since = now } : person.Reading,
    };

    /// <summary>Who looks for themselves is told anew of what comes from now on.</summary>
    public static void Look(this SpaceChange change, Stored<Participant> reader)
    {
        if (reader.Value.Reading!.Told.Count > 0 || reader.Value.NoticeFailed)
        {
            change.Replace(
                reader, reader.Value with { NoticeFailed = false, Reading = reader.Value.Reading.TellAnew() });
        }
    }

    /// <summary>
    /// Those that a participant is shown: the office all that ever were in it, everybody else who sees it now.
    /// </summary>
    public static IReadOnlyList<PartPerson> ShownTo(
        Participant viewer, Part part, IEnumerable<Stored<Participant>> people, string mailbox) =>
    [
        .. people.Select(one => one.Value)
            .Where(person => viewer.IsMailbox || person.Rights.HasFlag(Rights.Read))
            .Select(person => Show(person, viewer, part, mailbox)),
    ];

    private static PartPerson Show(Participant person, Participant viewer, Part part, string mailbox)
    {
        var isMain = person.AccountId?.Equals(part.ClientId) == true;
        var forMain = viewer.AccountId?.Equals(part.ClientId) == true;
        var reading = person.Reading!;
        return new PartPerson(
            person.ParticipantId,
            person.IsMailbox ? Office : isMain ? Client : Extra,
            person.IsMailbox ? mailbox : person.Name ?? "",
            person.Rights.HasFlag(Rights.Read),
            person.IsMailbox ? null : reading.Since,
            viewer.IsMailbox && !person.IsMailbox && reading.Since > viewer.Reading!.WroteAt,
            viewer.IsMailbox ? TabNumbers.Of(reading.Unread) : null,
            viewer.IsMailbox ? reading.ReadAt : null,
            viewer.IsMailbox || forMain ? person.AccountId : null,
            viewer.IsMailbox && person.NoticeFailed);
    }
}
