using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders;

/// <summary>A folder that a mailbox shares with guests and colleagues.</summary>
public sealed record Folder : Space
{
    /// <summary>What folders bring to spaces. Nobody is in one without an account: no links, no codes.</summary>
    public static readonly SpaceKind OfFolders = SpaceKind.Of<Folder>("folder", new SpaceNotices(
        CodeBySms: AccountNotices.Nothing, CodeByMail: AccountNotices.Nothing, NewLink: AccountNotices.Nothing,
        NewLinkWithCode: AccountNotices.Nothing, NumberWrong: AccountNotices.Nothing, Locked: AccountNotices.Nothing,
        Disabled: AccountNotices.Nothing, FileDamaged: FolderNotices.FolderFileDamaged,
        NotReached: FolderNotices.FolderPersonNotReached, Waiting: FolderNotices.OfWaiting));

    /// <summary>Names it.</summary>
    public required SpaceId FolderId { get; init; }

    /// <summary>When its name or who is in it changed last; only rises, and says which list row is the newer.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceId Id => FolderId;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceKind Kind => OfFolders;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HasMany => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override TimeSpan UploadTicket => SecurityNumbers.FolderTicket;

    /// <summary>Guests and colleagues: who is neither any more, or not yet, finds nothing.</summary>
    public override bool LetsIn(SignedIn account) => account.Is(Role.Guest) || account.Is(Role.Staff);

    /// <summary>Changed now, or just after it was changed last on a clock that was ahead.</summary>
    public Folder Changed(DateTimeOffset now) =>
        this with { ChangedAt = now > ChangedAt ? now : ChangedAt.AddTicks(1) };
}
