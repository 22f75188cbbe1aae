using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations;

/// <summary>How far a conversation is.</summary>
public enum ConversationState
{
    /// <summary>Started by someone whose address is not confirmed yet; gone after a day.</summary>
    Unconfirmed,

    /// <summary>Begun by staff, without a message or recipients yet; gone after a month.</summary>
    Draft,

    /// <summary>Somebody can read and write in it.</summary>
    Open,
}

/// <summary>A conversation between one mailbox and people.</summary>
public sealed record Conversation : Space
{
    /// <summary>What conversations bring to spaces.</summary>
    public static readonly SpaceKind OfConversations = SpaceKind.Of<Conversation>("conversation", new SpaceNotices(
        CodeBySms: ConversationNotices.UnlockSms, CodeByMail: ConversationNotices.CodeAgain,
        NewLink: ConversationNotices.NewLink, NewLinkWithCode: ConversationNotices.NewLinkWithCode,
        NumberWrong: ConversationNotices.NumberWrong, Locked: ConversationNotices.ParticipantLocked,
        Disabled: ConversationNotices.ParticipantDisabled, FileDamaged: ConversationNotices.FileDamaged,
        NotReached: ConversationNotices.RecipientNotReached, Waiting: ConversationNotices.OfWaiting,
        SmsNotReached: ConversationNotices.SmsNotReached, SecondWay: ConversationNotices.MailNotReached,
        DeviceRemembered: ConversationNotices.ReaderRemembered, DeviceCopied: ConversationNotices.ReaderCopied));

    /// <summary>Names it.</summary>
    public required SpaceId ConversationId { get; init; }

    /// <summary>How far it is.</summary>
    public required ConversationState State { get; init; }

    /// <summary>Through which starter it was begun; null when staff did.</summary>
    public string? StarterId { get; init; }

    /// <summary>Whether its start was confirmed and is still to be counted among those of the starter.</summary>
    public bool IsToCount { get; init; }

    /// <summary>The last message, for the mailbox's list.</summary>
    public LastMessage? Last { get; init; }

    /// <summary>Where it stands in its mailbox.</summary>
    public Filing Filing { get; init; }

    /// <summary>Since when it stands there; null where it always stood in the inbox.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>How its mailbox's people handle it together; null: nobody did anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Handling? Handling { get; init; }

    /// <summary>Whether a message of it had files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasFiles { get; init; }

    /// <summary>When a message of it, or somebody's access, was last revoked; null: nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How often what its mailbox's list shows of it changed, but for what was read.</summary>
    public long Revision { get; init; }

    /// <summary>What people outside wrote in it.</summary>
    public WrittenSoFar WrittenOutside { get; init; } = WrittenSoFar.Nothing;

    /// <summary>Whether somebody is who began it, by proving that their address is theirs (D7-D9).</summary>
    public bool WasBegunBy(Participant person) =>
        StarterId is not null && person.ParticipantId == ParticipantId.Of(ConversationId, 1);

    /// <summary>Of one that was deleted: from when it is gone for everybody, unless it is taken back before.</summary>
    [JsonIgnore]
    public DateTimeOffset? EndsAt =>
        Filing == Filing.Deleted ? FiledAt + SecurityNumbers.DeletedConversationKept : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceId Id => ConversationId;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceKind Kind => OfConversations;

    /// <inheritdoc/>
    [JsonIgnore]
    public override DateTimeOffset? LastExpiresAt => Last?.ExpiresAt;

    /// <summary>Whether there is something in it that can be read.</summary>
    public bool CanBeRead(DateTimeOffset now) =>
        State == ConversationState.Open && Last is not null && !IsUnreadable && !HasEnded(now);

    /// <summary>When something is revoked now: after what was revoked before, whatever clocks say.</summary>
    public DateTimeOffset RevokesAt(DateTimeOffset now) => now <= RevokedAt ? RevokedAt.Value.AddTicks(1) : now;

    /// <summary>Puts it elsewhere in its mailbox; there it is not snoozed any more.</summary>
    public Conversation Filed(Filing filing, DateTimeOffset now) => filing == Filing
        ? this
        : this with
        {
            Filing = filing,
            FiledAt = now,
            Handling = Handling is { SnoozedUntil: not null } handling
                ? handling with { SnoozedUntil = null } : Handling,
            Revision = Revision + 1,
        };

    /// <summary>Its people handle it otherwise.</summary>
    public Conversation Handled(Handling handling) => handling == Handling
        ? this
        : this with { Handling = handling, Revision = Revision + 1 };

    /// <inheritdoc/>
    public override Space CameIn(DateTimeOffset now) => Filed(Filing.None, now);

    /// <inheritdoc/>
    public override bool HasEnded(DateTimeOffset now) => now >= EndsAt;

    /// <inheritdoc/>
    public override bool IsOver(DateTimeOffset now) => HasEnded(now) || base.IsOver(now);

    /// <summary>The right code confirms the address of who began it (D9).</summary>
    public override Space Unlocked(DateTimeOffset now) => State != ConversationState.Unconfirmed
        ? this
        : this with
        {
            State = ConversationState.Open, IsToCount = true, WaitsUntil = now + SecurityNumbers.VisitorDraftLifetime,
        };
}

/// <summary>What the list of a mailbox needs of a conversation's last message.</summary>
/// <param name="MessageId">Which.</param>
/// <param name="Key">Its place.</param>
/// <param name="At">When.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
/// <param name="IsRevoked">Whether it was revoked.</param>
public sealed record LastMessage(
    string MessageId, [property: JsonPropertyName("rowKey")] string Key, DateTimeOffset At, ParticipantId Author,
    int Files,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ExpiresAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsRevoked = false);
