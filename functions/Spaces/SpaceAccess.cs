using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Spaces;

/// <summary>A space as somebody who may act in it sees it.</summary>
/// <param name="Space">The space.</param>
/// <param name="Read">Everything that was read of it.</param>
/// <param name="Me">As whom the caller acts.</param>
/// <param name="Account">Whose account acts, for the mailbox or as the participant itself; null for a visitor.</param>
public sealed record Actor<TSpace>(Stored<TSpace> Space, SpaceRead Read, Stored<Participant> Me, SignedIn? Account)
    where TSpace : Space
{
    /// <summary>Everybody in it.</summary>
    public IReadOnlyList<Stored<Participant>> Participants => Read.Participants;

    /// <summary>The files that were asked for.</summary>
    public IReadOnlyDictionary<FileId, Stored<SealedFile>> Files => Read.Files;

    /// <summary>Whose account asked for what the functions do when nobody calls; null when somebody does.</summary>
    public AccountId? AskedBy { get; init; }

    /// <summary>Whose account acts; null for a visitor.</summary>
    public AccountId? AccountId => AskedBy ?? Account?.AccountId;

    /// <summary>Whether the caller acts for the mailbox.</summary>
    public bool IsMailbox => Me.Value.IsMailbox;

    /// <summary>The mailbox in it.</summary>
    public Participant Mailbox => Participants.Single(participant => participant.Value.IsMailbox).Value;

    /// <summary>
    /// A change that this actor makes; a visitor's grant is kept alive by it, and the right of somebody with whom it is
    /// shared must still stand when it is made.
    /// </summary>
    public SpaceChange Change(DateTimeOffset now)
    {
        var change = new SpaceChange(Space.Value.Id, now);
        if (AccountId is null)
        {
            change.Touch(Read.Grant!);
        }
        else if (!IsMailbox)
        {
            change.Guard(Me);
        }

        return change;
    }

    /// <summary>The entry of this id, when this actor posted it before with the same body.</summary>
    /// <returns>Null when the id is free; <see cref="IdTaken"/> when it is another entry's.</returns>
    public Outcome<PostedEntry?> FindPosted(string bodyHash) =>
        FindPosted(Read.Posted is [var before] ? before : null, bodyHash);

    /// <inheritdoc cref="FindPosted(string)"/>
    /// <param name="before">Whoever has the id; null: it is free.</param>
    /// <param name="bodyHash">Of the request.</param>
    public Outcome<PostedEntry?> FindPosted(PostedEntry? before, string bodyHash) => before is null ? (PostedEntry?)null
        : before.BodyHash == bodyHash && before.Author == Me.Value.ParticipantId ? before
        : new IdTaken();

    /// <summary>Why nothing with this key and these files can be posted; null when it can.</summary>
    /// <param name="sealKey">The key that comes with it.</param>
    /// <param name="files">The ids of its files.</param>
    /// <param name="heldFor">For what its files are kept; null: they are kept for nothing.</param>
    public Problem? RefuseToPost(WrappedSealKey? sealKey, IReadOnlyList<string> files, string? heldFor = null)
    {
        var space = Space.Value;
        if (space.IsUnreadable)
        {
            return new SealKeyRefused();
        }

        if (space.IsStarted == (sealKey is not null))
        {
            return space.IsStarted ? new SealKeyTaken() : new SealKeyMissing();
        }

        var unready = files.Where(file => !IsReady(file, heldFor)).ToList();
        return unready.Count > 0 ? new FilesNotReady(unready) : null;
    }

    private bool IsReady(string fileId, string? heldFor) =>
        Files.TryGetValue(FileId.From(fileId), out var file)
        && file.Value is { IsReady: true, EntryId: null }
        && file.Value.HeldFor == heldFor
        && file.Value.Author == Me.Value.ParticipantId;

    /// <summary>A record of something this actor does.</summary>
    /// <param name="what">What.</param>
    /// <param name="now">When.</param>
    /// <param name="to">To what; null for the space.</param>
    public AuditRecord Did(AuditEvent what, DateTimeOffset now, string? to = null) => new(
        what, now, AccountId?.Value ?? Me.Value.ParticipantId.Value, to ?? Space.Value.Id,
        AccountId is null ? SpaceAccess.NameOf(Me.Value.Method) : "account",
        AccountId is null ? null : Me.Value.ParticipantId,
        IsMailbox && Account?.IsDelegateIn(Space.Value.MailboxId) == true ? Space.Value.MailboxId : null);
}

/// <summary>
/// Who may act in a space, decided here alone and from what is stored: whoever unlocked a person's link, a member of
/// the mailbox, the account of a guest or a client.
/// </summary>
public sealed class SpaceAccess(SpaceStore spaces, TimeProvider time)
{
    /// <summary>The name of a method in the audit trail.</summary>
    public static string NameOf(Method method) => JsonNamingPolicy.KebabCaseLower.ConvertName(method.ToString());

    /// <summary>
    /// The space as the caller may act in it, in one query, or why not. Whoever may not learns nothing, not even
    /// whether there is such a space: the refusal depends on what the caller brought.
    /// </summary>
    /// <param name="request">Who calls.</param>
    /// <param name="participantId">As whom, from the path.</param>
    /// <param name="rights">What the participant must be allowed.</param>
    /// <param name="query">What else is wanted.</param>
    public async Task<Outcome<Actor<TSpace>>> FindAsync<TSpace>(
        HttpRequest request, string participantId, Rights rights, SpaceQuery query, CancellationToken cancellationToken)
        where TSpace : Space
    {
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return Refuse(request, wasUnlocked: false);
        }

        var visitor = request.FindVisitor();
        var read = await spaces.ReadAsync(
            id.Space, visitor is null ? query : query with { Grant = (id, visitor.Hash) }, cancellationToken);
        var me = read?.Participants.SingleOrDefault(participant => participant.Value.ParticipantId == id);
        var account = me?.Value.LogsIn != false ? request.FindSignedIn() : null;
        return me is not null && read!.Space.Value is TSpace space
            && (query.Ended || !space.HasEnded(time.GetUtcNow()))
            && me.Value.Rights.HasFlag(rights) && MayAct(read, me.Value, account)
            ? me.Value.Revoked is { } revoked ? new AccessRevoked(revoked.At)
                : space.Refuse(rights) is { } refusal ? refusal
                : new Actor<TSpace>(read.Space.As<TSpace>(), read, me, account)
            : Refuse(request, read?.Grant is not null);
    }

    private bool MayAct(SpaceRead read, Participant me, SignedIn? account) =>
        me.IsMailbox ? account?.MayUse(read.Space.Value.MailboxId) == true
        : me.AccountId is not null ? me.AccountId == account?.AccountId && read.Space.Value.LetsIn(account!)
        : read.Grant?.Value.IsAlive(me, read.GrantedBy, time.GetUtcNow()) == true;

    private static Problem Refuse(HttpRequest request, bool wasUnlocked) =>
        wasUnlocked ? new NotUnlocked()
        : request.FindSignedIn() is not null ? new ResourceNotFound()
        : request.FindSignInRefusal() ?? new NotUnlocked();
}
