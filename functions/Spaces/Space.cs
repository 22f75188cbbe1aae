namespace Zegel.Functions.Spaces;

/// <summary>
/// What people share under one seal key: a conversation, a folder, a dossier. Each kind is a record of its feature with
/// members of its own, and one row with everything.
/// </summary>
public abstract record Space
{
    /// <summary>Made by the browser that began it.</summary>
    [JsonIgnore]
    public abstract SpaceId Id { get; }

    /// <summary>What the feature brings.</summary>
    [JsonIgnore]
    public abstract SpaceKind Kind { get; }

    /// <summary>The mailbox that owns it.</summary>
    public required MailboxId MailboxId { get; init; }

    /// <summary>A keyed hash of the request that made it, and by whom: the same again is answered alike.</summary>
    public required string MadeBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Until when it waits for its first entry; null for as long as its pointer says.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>When its owner ended it: nobody acts in it from then on, and what was in it goes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Inserted with the first entry and never replaced, but wrapped anew.</summary>
    public WrappedSealKey? SealKey { get; init; }

    /// <summary>The number that the next participant gets. It only rises, so that no number is given twice.</summary>
    [JsonPropertyName("participants")]
    public required int NextNumber { get; init; }

    /// <summary>Set when what was wrapped is no seal key of this space: nothing in it can be read.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether it has an entry, and so a seal key.</summary>
    [JsonIgnore]
    public bool IsStarted => SealKey is not null;

    /// <summary>What its seal key is wrapped for.</summary>
    [JsonIgnore]
    public KeyContext KeyContext => KeyContext.Of(Kind.Name, Id);

    /// <summary>
    /// Whether its files may be thousands: they are kept apart from those that are under way, and each says who was
    /// handed it.
    /// </summary>
    [JsonIgnore]
    public virtual bool HasMany => false;

    /// <summary>Whether nobody acts in it any more.</summary>
    public virtual bool HasEnded(DateTimeOffset now) => EndedAt is not null;

    /// <summary>
    /// Whether all of it can be deleted: it never began in its time, or it was ended and not taken back.
    /// </summary>
    public virtual bool IsOver(DateTimeOffset now) => EndedAt is { } ended
        ? now >= ended + SecurityNumbers.EndedSpaceKept
        : !IsStarted && !(WaitsUntil > now);

    /// <summary>Whether an account may act here as its own participant.</summary>
    public virtual bool LetsIn(SignedIn account) => true;

    /// <summary>Why nothing that these rights are for is done now, whoever asks; null when it is.</summary>
    public virtual Problem? Refuse(Rights rights) => null;

    /// <summary>How long a ticket to upload works; shorter where a right can be taken away.</summary>
    [JsonIgnore]
    public virtual TimeSpan UploadTicket => SecurityNumbers.UploadTicket;

    /// <summary>From when nobody is handed the last entry; null where it stays.</summary>
    [JsonIgnore]
    public virtual DateTimeOffset? LastExpiresAt => null;

    /// <summary>
    /// What it becomes when something comes in from outside that its mailbox must see; itself when that changes
    /// nothing.
    /// </summary>
    public virtual Space CameIn(DateTimeOffset now) => this;

    /// <summary>What it becomes when somebody proved who they are; itself when that changes nothing.</summary>
    public virtual Space Unlocked(DateTimeOffset now) => this;
}

/// <summary>What a feature brings for its kind of space; registered once, in the feature's setup.</summary>
public sealed class SpaceKind
{
    private SpaceKind(string name, SpaceNotices notices, Func<TableEntity, Stored<Space>> read) =>
        (Name, Notices, Read) = (name, notices, read);

    /// <summary>The key of the row that holds the space, and what its seal key is wrapped for. Never changed.</summary>
    public string Name { get; }

    /// <summary>What its participants are told of their links, codes and files.</summary>
    public SpaceNotices Notices { get; }

    /// <summary>Reads the row of such a space.</summary>
    internal Func<TableEntity, Stored<Space>> Read { get; }

    /// <summary>The kind of which <typeparamref name="TSpace"/> is the record.</summary>
    public static SpaceKind Of<TSpace>(string name, SpaceNotices notices)
        where TSpace : Space => new(name, notices, row => Row.Read<TSpace>(row).As<Space>());
}

/// <summary>The notices of a kind of space that are sent from here.</summary>
/// <param name="CodeBySms">To a participant who asked for a code.</param>
/// <param name="CodeByMail">To a participant with method none who asked for a fresh code.</param>
/// <param name="NewLink">To a participant with any other method than none: another link.</param>
/// <param name="NewLinkWithCode">To a participant with method none: another link.</param>
/// <param name="NumberWrong">To the mailbox: a participant says the phone number is not theirs (D17).</param>
/// <param name="Locked">To the mailbox: a participant is locked out after too many wrong codes.</param>
/// <param name="Disabled">To the mailbox: a participant's link was shut for good.</param>
/// <param name="FileDamaged">To the author of a file: a reader's check of it failed.</param>
/// <param name="NotReached">To the mailbox: a participant could not be told that something waits.</param>
/// <param name="Waiting">Those without which a participant does not know that something waits.</param>
/// <param name="SmsNotReached">To the mailbox: an SMS to a participant did not arrive; null where none is sent.</param>
/// <param name="SecondWay">
/// By SMS to a participant whom mail does not reach: that it did not, and whom to call; null where there is none.
/// </param>
/// <param name="DeviceRemembered">
/// To a participant: a browser is remembered; null where none is. Its link leads to ending that.
/// </param>
/// <param name="DeviceCopied">To a participant: a remembered browser may have been copied; none is any more.</param>
public sealed record SpaceNotices(
    Notice CodeBySms, Notice CodeByMail, Notice NewLink, Notice NewLinkWithCode, Notice NumberWrong, Notice Locked,
    Notice Disabled, Notice FileDamaged, Notice NotReached, IReadOnlyList<Notice> Waiting,
    Notice? SmsNotReached = null, Notice? SecondWay = null, Notice? DeviceRemembered = null,
    Notice? DeviceCopied = null);
