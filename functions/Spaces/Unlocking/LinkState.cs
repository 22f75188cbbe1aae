namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>What the page of a link shows before anything is opened: no subject, no text, no file name.</summary>
/// <param name="ParticipantId">Whose link.</param>
/// <param name="SpaceId">Of which space.</param>
/// <param name="Organisation">Its name.</param>
/// <param name="Mailbox">The name of the mailbox that wrote.</param>
/// <param name="Method">How the participant proves who they are.</param>
/// <param name="Language">Of the participant's notices.</param>
/// <param name="Phone">The last digits of the number that gets codes.</param>
/// <param name="Unlocked">Whether this browser was let in.</param>
/// <param name="Challenge">The code that can be typed here.</param>
/// <param name="ResendAt">From when a code can be asked again.</param>
/// <param name="WaitUntil">From when a code can be tried again.</param>
/// <param name="LockedUntil">Until when the link is shut.</param>
/// <param name="Disabled">Whether it is shut until staff send another one.</param>
/// <param name="NotMyNumber">Whether the participant said that the number is not theirs.</param>
/// <param name="ExpiredAt">Since when nothing in it can be read any more; null: something can.</param>
/// <param name="CanRemember">Whether this browser can be remembered when it is let in.</param>
/// <param name="IsRemembered">Whether this browser was, for this or another link: it may need no code.</param>
/// <param name="RevokedAt">When access was withdrawn; null: it was not.</param>
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
    bool NotMyNumber,
    DateTimeOffset? ExpiredAt,
    bool CanRemember,
    bool IsRemembered,
    DateTimeOffset? RevokedAt);

/// <summary>A code that can be typed here.</summary>
public sealed record ChallengeState(ChallengeKind Kind, DateTimeOffset ExpiresAt, int TriesLeft);
