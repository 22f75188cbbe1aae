using System.Text.Json.Serialization;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>
/// A kind of space to copy: a board on which everybody in it may pin something. This record, its kind and its functions
/// are all that a feature brings.
/// </summary>
public sealed record Board : Space
{
    /// <summary>What boards bring to spaces; a feature registers it in its setup.</summary>
    public static readonly SpaceKind OfBoards = SpaceKind.Of<Board>("board", new SpaceNotices(
        CodeBySms: BoardNotices.BoardCodeSms,
        CodeByMail: BoardNotices.BoardCode,
        NewLink: BoardNotices.BoardLink,
        NewLinkWithCode: BoardNotices.BoardLinkWithCode,
        NumberWrong: BoardNotices.BoardNumberWrong,
        Locked: BoardNotices.BoardLocked,
        Disabled: BoardNotices.BoardDisabled,
        FileDamaged: BoardNotices.BoardFileDamaged,
        NotReached: BoardNotices.BoardNotReached,
        Waiting: [BoardNotices.BoardOpened]));

    /// <summary>Names it.</summary>
    public required SpaceId BoardId { get; init; }

    /// <summary>How many notes are pinned to it.</summary>
    public int Notes { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceId Id => BoardId;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceKind Kind => OfBoards;
}
