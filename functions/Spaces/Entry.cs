namespace Zegel.Functions.Spaces;

/// <summary>Something written in a space; its sealed note stands in columns beside it.</summary>
/// <param name="EntryId">Made by the browser.</param>
/// <param name="Author">The participant.</param>
/// <param name="AccountId">Who of the mailbox wrote it; null for a person.</param>
/// <param name="By">The name of who wrote it for the mailbox, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Files">The ids of its files.</param>
/// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
public sealed record Entry(
    [property: JsonPropertyName("messageId")] string EntryId,
    ParticipantId Author,
    AccountId? AccountId,
    string? By,
    DateTimeOffset At,
    IReadOnlyList<string> Files,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Whether nobody is handed it any more.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}

/// <summary>An entry as it stands in its space.</summary>
/// <param name="Key">Names its place: keys of newer entries sort first.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Note">What was written, sealed; null when it expired and its notes are gone.</param>
public sealed record ListedEntry(string Key, Entry Entry, SealedNote? Note);

/// <summary>An entry with its notes, to be changed.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Notes">What was written, and what lists show of it, sealed; null when they are gone.</param>
public sealed record FoundEntry(Stored<Entry> Entry, (SealedNote Note, SealedNote Header)? Notes);

/// <summary>That an entry's id was taken, by whom and with which body; so a retry makes no second entry.</summary>
/// <param name="BodyHash">Of the request that posted it.</param>
/// <param name="Author">The participant.</param>
/// <param name="By">The name of who wrote it for the mailbox, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Tabs">Of an entry in tabs: which, with spaces between.</param>
/// <param name="GoesAt">When it goes, while it waits for that.</param>
/// <param name="IsUndone">Whether it was taken back before it went: it is never posted.</param>
public sealed record PostedEntry(
    string BodyHash, ParticipantId Author, string? By, DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tabs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? GoesAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsUndone = false)
{
    /// <summary>Whether the entry stands in its space.</summary>
    [JsonIgnore]
    public bool IsThere => GoesAt is null && !IsUndone;
}

/// <summary>That a participant was handed the entries after one and up to another (keys; newest sorts first).</summary>
public sealed record Receipt(ParticipantId ParticipantId, string? After, string UpTo, DateTimeOffset At, Method? Method)
{
    /// <summary>Whether the entry of this key is one of them, or older.</summary>
    public bool Covers(string key) => string.CompareOrdinal(key, UpTo) >= 0;
}
