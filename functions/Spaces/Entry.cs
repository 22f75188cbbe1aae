namespace Zegel.Functions.Spaces;

/// <summary>Something written in a space; its sealed note stands in columns beside it.</summary>
/// <param name="EntryId">Made by the browser.</param>
/// <param name="Author">The participant.</param>
/// <param name="AccountId">Who of the mailbox wrote it; null for a person.</param>
/// <param name="By">The name of who wrote it for the mailbox, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Files">The ids of its files.</param>
/// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
/// <param name="Revoked">That it was revoked; null: it was not.</param>
/// <param name="Added">Who came in with it, once there was something; null: nobody.</param>
public sealed record Entry(
    [property: JsonPropertyName("messageId")] string EntryId,
    ParticipantId Author,
    AccountId? AccountId,
    string? By,
    DateTimeOffset At,
    IReadOnlyList<string> Files,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpiresAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Revocation? Revoked = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<ParticipantId>? Added = null)
{
    /// <summary>Whether nobody was handed it then any more: it had expired, or was revoked.</summary>
    public bool IsGone(DateTimeOffset at) => ExpiresAt <= at || Revoked?.At <= at;
}

/// <summary>That something was taken back for good: an entry, or somebody's access.</summary>
/// <param name="At">From when.</param>
/// <param name="By">The name of who did it, as it was then.</param>
public sealed record Revocation(DateTimeOffset At, string By);

/// <summary>An entry as it stands in its space.</summary>
/// <param name="Key">Names its place: keys of newer entries sort first.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Note">What was written, sealed; null when it expired or was revoked and its notes are gone.</param>
/// <param name="FileNames">Of one that was revoked: what its files were called, sealed for the mailbox.</param>
public sealed record ListedEntry(string Key, Entry Entry, SealedNote? Note, SealedNote? FileNames);

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
    /// <summary>
    /// The oldest of them: a page ends there; null where nobody wrote that down; empty where none was handed out
    /// (<see cref="OfMark"/>).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; init; }

    /// <summary>That somebody has it count as read, and was handed nothing.</summary>
    public static Receipt OfMark(ParticipantId by, string? after, string upTo, DateTimeOffset at) =>
        new(by, after, upTo, at, null) { From = "" };

    /// <summary>Whether the entry of this key is one of them, or older.</summary>
    public bool Covers(string key) => string.CompareOrdinal(key, UpTo) >= 0;

    /// <summary>Whether the entry of this key was handed out.</summary>
    public bool Holds(string key) => Covers(key) && (From is null || string.CompareOrdinal(key, From) <= 0);
}
