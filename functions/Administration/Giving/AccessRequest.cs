namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// That somebody asked a mailbox, or the role service desk, for an account; a row in that account's partition, so that
/// giving is one transaction with taking the request away. It gives nothing by itself.
/// </summary>
public sealed record AccessRequest
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string RequestId { get; init; }

    /// <summary>For which account.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>The account's address, for who decides.</summary>
    public required string Email { get; init; }

    /// <summary>Which mailbox; null: the role service desk.</summary>
    public MailboxId? MailboxId { get; init; }

    /// <summary>What the account shall be allowed in the mailbox.</summary>
    public MemberRight Right { get; init; }

    /// <summary>When that shall end; null: it does not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whose place as owner the account shall take, who then has no access any more (X13).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AccountId? Leaver { get; init; }

    /// <summary>
    /// Whether of the service desk nobody but who asked could say yes: then the successor does, and all who were told
    /// have a day to stop it.
    /// </summary>
    public bool IsAlone { get; init; }

    /// <summary>When it was given and is being carried out; null: it still waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>Who asked.</summary>
    public required AccountId AskedBy { get; init; }

    /// <summary>The address of who asked.</summary>
    public required string AskedByEmail { get; init; }

    /// <summary>The generation of who asked: another one means that they were signed out everywhere since.</summary>
    public required int AskedIn { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>After this it is of no use; the purge takes it away.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it comes by itself: the role service desk, where nobody can say yes and all were told.</summary>
    public DateTimeOffset? TakesEffectAt { get; init; }

    /// <summary>The accounts that were told; the place of one is the end of its link's id.</summary>
    public IReadOnlyList<AccountId> Told { get; init; } = [];

    /// <summary>Whether it is about the role service desk.</summary>
    [JsonIgnore]
    public bool IsForDesk => MailboxId is null;

    /// <summary>What is asked for in a mailbox.</summary>
    [JsonIgnore]
    public GivenRight Given => new(Right, Until);

    /// <summary>Whether it asks the same.</summary>
    public bool IsSameAs(AccessRequest other) =>
        MailboxId == other.MailboxId && Given == other.Given && Leaver == other.Leaver && AskedBy == other.AskedBy;

    /// <summary>Whether the owner who leaves asked it.</summary>
    [JsonIgnore]
    public bool IsOfLeaver => Leaver is { } leaver && leaver == AskedBy;

    /// <summary>Whether the successor says yes: nobody else can, or the leaver asked.</summary>
    [JsonIgnore]
    public bool IsForSuccessorToAccept => Leaver is not null && (IsAlone || IsOfLeaver);

    /// <summary>What audit records name: the mailbox or the role.</summary>
    [JsonIgnore]
    public string About => MailboxId is { } mailboxId ? mailboxId : Accounts.AccountStore.NameOf(Role.ServiceDesk);

    /// <summary>The id of the link of who was told in this place.</summary>
    public string LinkIdOf(int place) => RequestId + place.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Who got the link with this id; null when it is none of this request.</summary>
    public AccountId? ToldBy(string linkId) =>
        int.TryParse(linkId.AsSpan(RequestId.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && place < Told.Count
            ? Told[place] : null;
}

/// <summary>A request as people see it.</summary>
/// <param name="RequestId">Which.</param>
/// <param name="AccountId">For which account.</param>
/// <param name="Email">Its address.</param>
/// <param name="MailboxId">Which mailbox; null: the role service desk.</param>
/// <param name="Mailbox">The mailbox's name.</param>
/// <param name="Right">With which right.</param>
/// <param name="Until">When that ends; null: it does not.</param>
/// <param name="IsSuccession">Whether it takes the place of an owner who leaves.</param>
/// <param name="AskedBy">The address of who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="TakesEffectAt">When it comes by itself; null: never.</param>
/// <param name="MayGive">Whether who looks can say yes.</param>
public sealed record ShownRequest(
    string RequestId, AccountId AccountId, string Email, MailboxId? MailboxId, string? Mailbox, MemberRight Right,
    DateTimeOffset? Until, bool IsSuccession, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? TakesEffectAt, bool MayGive)
{
    /// <summary>How a request is seen.</summary>
    /// <param name="request">The request.</param>
    /// <param name="nameOf">What a mailbox is called.</param>
    /// <param name="mayGive">Whether who looks can say yes.</param>
    public static ShownRequest Of(AccessRequest request, Func<MailboxId, string> nameOf, bool mayGive) => new(
        request.RequestId, request.AccountId, request.Email, request.MailboxId,
        request.MailboxId is { } mailboxId ? nameOf(mailboxId) : null, request.Right, request.Until,
        request.Leaver is not null, request.AskedByEmail,
        request.AskedAt, request.ExpiresAt, request.TakesEffectAt, mayGive);
}
