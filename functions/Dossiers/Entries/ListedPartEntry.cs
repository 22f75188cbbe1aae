namespace Zegel.Functions.Dossiers.Entries;

/// <summary>An entry in a tab.</summary>
/// <param name="EntryId">Which. What a client delivered stands under one id in two tabs.</param>
/// <param name="Header">Subject or title, and its files with what vouches for each.</param>
/// <param name="HasText">Whether there is a text to open.</param>
/// <param name="Author">The participant who wrote it.</param>
/// <param name="By">The name of who wrote it, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Files">Its files.</param>
/// <param name="InReplyTo">The entry that it answers.</param>
/// <param name="TaskId">The task it was delivered for.</param>
/// <param name="IsRead">Whether it was opened on the reader's side by the reader, or is the reader's own.</param>
/// <param name="ReadBy">
/// Who of the other side opened it, first moment each; for the office all who did, for clients none.
/// </param>
public sealed record ListedPartEntry(
    string EntryId, SealedNote Header, bool HasText, ParticipantId Author, string By, DateTimeOffset At,
    IReadOnlyList<PartFile> Files, string? InReplyTo, string? TaskId, bool IsRead,
    IReadOnlyList<PartReading> ReadBy);

/// <summary>A file of an entry.</summary>
public sealed record PartFile(FileId FileId, long Size);

/// <summary>That somebody opened an entry.</summary>
/// <param name="ParticipantId">As whom.</param>
/// <param name="Name">Their name, as it was then.</param>
/// <param name="At">When first.</param>
public sealed record PartReading(ParticipantId ParticipantId, string Name, DateTimeOffset At);
