namespace Zegel.Functions.Dossiers.Entries;

/// <summary>Something in a tab of a part; its header stands beside it, its text apart.</summary>
public sealed record PartEntry
{
    /// <summary>Made by the browser. What a client delivered stands under one id in two tabs.</summary>
    public required string EntryId { get; init; }

    /// <summary>The participant who wrote it.</summary>
    public required ParticipantId Author { get; init; }

    /// <summary>Whose account.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>Their name, as it was then.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<PartFile> Files { get; init; }

    /// <summary>Whether there is a text.</summary>
    public bool HasText { get; init; }

    /// <summary>The entry that it answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>What the office asked, when it was delivered for that.</summary>
    public string? TaskId { get; init; }

    /// <summary>Who of the other side opened it.</summary>
    public IReadOnlyList<PartReading> ReadBy { get; init; } = [];

    /// <summary>Whether the office wrote it.</summary>
    [JsonIgnore]
    public bool IsOfOffice => Author == ParticipantId.Of(Author.Space, ParticipantId.FirstNumber);

    /// <summary>
    /// Whether somebody as this participant has nothing more to open: it is of their own side, from before they came,
    /// or was opened.
    /// </summary>
    public bool IsReadBy(Spaces.Participant reader) =>
        IsOfOffice == reader.IsMailbox || At < reader.Reading!.From
        || ReadBy.Any(reading => reading.ParticipantId == reader.ParticipantId);

    /// <summary>As this participant sees it.</summary>
    public ListedPartEntry ShowTo(Spaces.Participant reader, SealedNote header) => new(
        EntryId, header, HasText, Author, By, At, Files, InReplyTo, TaskId, IsReadBy(reader),
        reader.IsMailbox ? ReadBy : []);
}
