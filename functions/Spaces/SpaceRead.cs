using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Spaces.Receipts;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>What is read of a space, beside itself, in the one query.</summary>
public sealed record SpaceQuery
{
    /// <summary>Nothing more than the participants.</summary>
    public static SpaceQuery Participants { get; } = new();

    /// <summary>The only participant that is wanted; null for all.</summary>
    public ParticipantId? Only { get; init; }

    /// <summary>The participant and the browser whose grant is wanted.</summary>
    public (ParticipantId Participant, string Browser)? Grant { get; init; }

    /// <summary>The participant of whom everything that was unlocked is wanted.</summary>
    public ParticipantId? GrantsOf { get; init; }

    /// <summary>Whether all files are wanted.</summary>
    public bool Files { get; init; }

    /// <summary>The one file that is wanted.</summary>
    public FileId? File { get; init; }

    /// <summary>Whether receipts are wanted.</summary>
    public bool Receipts { get; init; }

    /// <summary>Whether what is known of notices is wanted.</summary>
    public bool Told { get; init; }

    /// <summary>Whether it is wanted who was handed which file.</summary>
    public bool Handed { get; init; }

    /// <summary>The participant of whom it is wanted whether they were handed the file, or which files.</summary>
    public ParticipantId? HandedTo { get; init; }

    /// <summary>The id of an entry of which is asked whether it is taken; empty for all that are.</summary>
    public string? Posted { get; init; }

    /// <summary>Whether it may have been ended by its owner; else there is none to act in.</summary>
    public bool Ended { get; init; }

    /// <summary>Whether the notices that wait are wanted.</summary>
    public bool Notices { get; init; }

    /// <summary>The kind of the sheets that are wanted.</summary>
    public string? Sheets { get; init; }
}

/// <summary>A space as it was read, each part under its ETag; what was not asked for is empty.</summary>
public sealed record SpaceRead(
    Stored<Space> Space, IReadOnlyList<Stored<Participant>> Participants, Stored<Grant>? Grant,
    IReadOnlyDictionary<FileId, Stored<SealedFile>> Files, IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<PostedEntry> Posted, IReadOnlyList<Stored<OutboxItem>> Notices)
{
    /// <summary>What is known of notices.</summary>
    public IReadOnlyList<Stored<SentNotice>> Told { get; init; } = [];

    /// <summary>Who was handed which file.</summary>
    public IReadOnlyList<FileReceipt> Handed { get; init; } = [];

    /// <summary>The remembered browser that the grant names; null when it names none, or that is gone.</summary>
    public ReaderDevice? GrantedBy { get; init; }

    /// <summary>What was unlocked as the participant that was asked for.</summary>
    public IReadOnlyList<Stored<Grant>> Grants { get; init; } = [];

    internal IReadOnlyList<TableEntity> SheetRows { get; init; } = [];

    /// <summary>The sheets that were asked for.</summary>
    public IReadOnlyList<Shelved<T>> SheetsOf<T>() => [.. SheetRows.Select(SpaceShelves.Read<T>)];
}
