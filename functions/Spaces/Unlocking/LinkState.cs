namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>What the page of a link shows before anything is opened: no subject, no text, no file name.</summary>
public sealed record LinkState(
    ParticipantId ParticipantId,
    [property: JsonPropertyName("conversationId")] SpaceId SpaceId,
    string Organisation,
    string Mailbox,
    Method Method,
    string Language,
    string? Phone,
    bool Unlocked,
    ChallengeState? Challenge,
    DateTimeOffset? ResendAt,
    DateTimeOffset? WaitUntil,
    DateTimeOffset? LockedUntil,
    bool Disabled,
    bool NotMyNumber);

/// <summary>A code that can be typed here.</summary>
public sealed record ChallengeState(ChallengeKind Kind, DateTimeOffset ExpiresAt, int TriesLeft);
