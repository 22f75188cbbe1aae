namespace Zegel.Functions.Spaces;

/// <summary>Something written in a space; its sealed note stands in columns beside it.</summary>
/// <param name="EntryId">Made by the browser.</param>
/// <param name="Author">The participant.</param>
/// <param name="AccountId">Who of the mailbox wrote it; null for a person.</param>
/// <param name="By">The name of who wrote it for the mailbox, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Files">The ids of its files.</param>
public sealed record Entry(
    [property: JsonPropertyName("messageId")] string EntryId,
    ParticipantId Author,
    AccountId? AccountId,
    string? By,
    DateTimeOffset At,
    IReadOnlyList<string> Files);

/// <summary>An entry as it stands in its space.</summary>
/// <param name="Key">Names its place: keys of newer entries sort first.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Note">What was written, sealed.</param>
public sealed record ListedEntry(string Key, Entry Entry, SealedNote Note);

/// <summary>That an entry's id was taken, by whom and with which body; so a retry makes no second entry.</summary>
/// <param name="BodyHash">Of the request that posted it.</param>
/// <param name="Author">The participant.</param>
/// <param name="By">The name of who wrote it for the mailbox, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Tabs">Of an entry in tabs: which, with spaces between.</param>
public sealed record PostedEntry(
    string BodyHash, ParticipantId Author, string? By, DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tabs = null);

/// <summary>That a participant was handed the entries after one and up to another (keys; newest sorts first).</summary>
public sealed record Receipt(ParticipantId ParticipantId, string? After, string UpTo, DateTimeOffset At, Method? Method)
{
    /// <summary>Whether the entry of this key is one of them, or older.</summary>
    public bool Covers(string key) => string.CompareOrdinal(key, UpTo) >= 0;
}
