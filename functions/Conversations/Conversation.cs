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
        NotReached: ConversationNotices.RecipientNotReached, Waiting: ConversationNotices.OfWaiting));

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

    /// <summary>What people outside wrote in it.</summary>
    public WrittenSoFar WrittenOutside { get; init; } = WrittenSoFar.Nothing;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceId Id => ConversationId;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceKind Kind => OfConversations;

    /// <summary>The right code confirms the address of who began it (D9).</summary>
    public override Space Unlocked(DateTimeOffset now) => State != ConversationState.Unconfirmed
        ? this
        : this with
        {
            State = ConversationState.Open, IsToCount = true, WaitsUntil = now + SecurityNumbers.VisitorDraftLifetime,
        };
}

/// <summary>What the list of a mailbox needs of a conversation's last message.</summary>
public sealed record LastMessage(
    string MessageId, [property: JsonPropertyName("rowKey")] string Key, DateTimeOffset At, ParticipantId Author,
    int Files);
