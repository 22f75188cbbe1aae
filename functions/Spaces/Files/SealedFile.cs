namespace Zegel.Functions.Spaces.Files;

/// <summary>A file in a space: staged, then finished, then sent with an entry.</summary>
public sealed record SealedFile
{
    /// <summary>Made by the browser.</summary>
    public required FileId FileId { get; init; }

    /// <summary>Plain size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The random name of its upload. Who has a ticket can still write there when it is finished.</summary>
    public required string UploadName { get; init; }

    /// <summary>The random name under which it is kept once it is finished; no ticket to write has it.</summary>
    public required string BlobName { get; init; }

    /// <summary>The participant who uploads it.</summary>
    public required ParticipantId Author { get; init; }

    /// <summary>Whether the author is the mailbox and not somebody outside.</summary>
    public bool IsOfMailbox { get; init; }

    /// <summary>The mailbox in whose quota it is counted.</summary>
    public required MailboxId MailboxId { get; init; }

    /// <summary>Until when it waits for its entry; an upload that goes on puts it off.</summary>
    public required DateTimeOffset WaitsUntil { get; init; }

    /// <summary>Set when the whole upload is stored.</summary>
    public string? ETag { get; init; }

    /// <summary>The entry it was sent with.</summary>
    [JsonPropertyName("messageId")]
    public string? EntryId { get; init; }

    /// <summary>When that was written; null: before anybody was kept from what was there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>From when nobody is handed it, as the entry it was sent with; null: it stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it is kept for until that is sent; null when it is kept for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HeldFor { get; init; }

    /// <summary>When somebody else than its author was first handed it, in a space that notes that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Taken back, or too old: it is never sent, and its blob goes once no ticket can write it.</summary>
    public bool IsEnded { get; init; }

    /// <summary>When it was ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether all of it is stored.</summary>
    [JsonIgnore]
    public bool IsReady => ETag is not null && !IsEnded;

    /// <summary>Whether it waits for its entry.</summary>
    [JsonIgnore]
    public bool IsStaged => EntryId is null && HeldFor is null && !IsEnded;

    /// <summary>
    /// Whether a participant may be handed it: it was sent, with something that they see; or it is kept for what is not
    /// sent yet, which is nothing of the other side's. What has expired is for nobody.
    /// </summary>
    public bool IsFor(Participant reader, DateTimeOffset now) => !(ExpiresAt <= now)
        && (EntryId is not null ? reader.Sees(SentAt) : HeldFor is not null && reader.IsMailbox == IsOfMailbox);
}
