namespace Zegel.Functions.Access;

/// <summary>What an account is to the organisation; one account may have several.</summary>
public enum Role
{
    /// <summary>Reads and writes in mailboxes.</summary>
    Staff,

    /// <summary>Has dossiers in the portal.</summary>
    Client,

    /// <summary>Has shared folders.</summary>
    Guest,

    /// <summary>Invites accounts and helps them in again; sees no content by this role.</summary>
    ServiceDesk,
}

/// <summary>The ways in which a log-in can be completed after the password.</summary>
public enum FactorMethod
{
    /// <summary>An authenticator app (RFC 6238).</summary>
    App,

    /// <summary>A code by SMS.</summary>
    Sms,

    /// <summary>A code by mail; the weakest.</summary>
    Email,

    /// <summary>A passkey (WebAuthn), which is a complete log-in by itself too.</summary>
    Passkey,

    /// <summary>One of the codes that were shown once (N47).</summary>
    Recovery,
}

/// <summary>The part of an account that every request needs; the row is written by <c>Accounts</c>.</summary>
public sealed record AccountHead
{
    /// <summary>Which.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>The person's name; empty until the invitation was accepted.</summary>
    public required string Name { get; init; }

    /// <summary>The address with which the person logs in.</summary>
    public required string Email { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What the account may be used for.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>How far it is, and whether it was shut out.</summary>
    public AccountState State { get; init; }

    /// <summary>Whether it can be logged in to: the invitation was accepted, and nobody shut it out.</summary>
    [JsonIgnore]
    public bool IsActive => State == AccountState.Active;

    /// <summary>
    /// Whether a message can be written to it: it is in use, and for more than the service desk, which reads nothing.
    /// </summary>
    [JsonIgnore]
    public bool CanBeWrittenTo => IsActive && Roles.Any(role => role != Role.ServiceDesk);

    /// <summary>Whether it was shut out: no link, code or session of it counts.</summary>
    [JsonIgnore]
    public bool IsShut => State is AccountState.Suspended or AccountState.Removed or AccountState.Ended;

    /// <summary>The name, or as long as there is none the address.</summary>
    [JsonIgnore]
    public string CallName => Name.Length > 0 ? Name : Email;

    /// <summary>For the invitation's mail: who invited a guest, or an extra account's company.</summary>
    public string? InvitedBy { get; init; }

    /// <summary>Why a guest was removed, and who can restore it; null for what was not.</summary>
    public GuestRemoved? Removal { get; init; }

    /// <summary>The documents that a guest accepted last.</summary>
    public GuestVersions Accepted { get; init; } = GuestVersions.None;

    /// <summary>When it was logged in to last; noted of guests and clients, with the log-in.</summary>
    public DateTimeOffset? LastLogInAt { get; init; }

    /// <summary>Whether a second factor was set up; this and the next two follow the credentials.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>Whether one of them counts whatever the organisation decides.</summary>
    public bool HasStrongFactor { get; init; }

    /// <summary>Whether codes by mail are one, which count while the organisation allows them.</summary>
    public bool HasMailFactor { get; init; }

    /// <summary>Whether it has a second factor that counts under this policy.</summary>
    public bool HasFactor(SignInPolicy policy) => HasStrongFactor || (HasMailFactor && policy.EmailAllowed);

    /// <summary>Set from a reset until a second factor is chosen: there is no postponing (T25, T26).</summary>
    public FactorReset? Reset { get; init; }

    /// <summary>Raised to end every session and remembered device of the account at once.</summary>
    public int Generation { get; init; }

    /// <summary>Whether "my details" was shown (N7).</summary>
    public bool SawDetails { get; init; }

    /// <summary>Whether a mail says that a new message waits.</summary>
    public bool MailAboutMessages { get; init; } = true;
}

/// <summary>An account that is signed in.</summary>
/// <param name="Account">Who.</param>
/// <param name="Session">The session, under the ETag with which it was read or noted as in use.</param>
/// <param name="Strength">What the session counts for now.</param>
/// <param name="Memberships">The mailboxes that it may use at the time of the request.</param>
/// <param name="GraceEnds">Until when a second factor may be postponed; null when it may not (T22).</param>
/// <param name="IsUsable">Whether it may do more than choose a second factor.</param>
public sealed record SignedIn(
    AccountHead Account, Storage.Stored<Session> Session, Strength Strength, IReadOnlyList<Membership> Memberships,
    DateTimeOffset? GraceEnds, bool IsUsable)
{
    /// <summary>The account's id.</summary>
    public AccountId AccountId => Account.AccountId;

    /// <summary>The person's name.</summary>
    public string Name => Account.Name;

    /// <summary>
    /// The document that a guest must accept first; null: none. Whoever is nothing but a guest gets no further than
    /// that; of anybody else the role guest does not count so long.
    /// </summary>
    public GuestDocument? Owes => Account.Roles.Contains(Role.Guest) && Session.Value.Asked is { } asked
        ? asked.FirstBeyond(Account.Accepted) : null;

    /// <summary>Whether it has no other role.</summary>
    public bool IsOnlyGuest => Account.Roles is [Role.Guest];

    /// <summary>Whether it has the role, as it counts now.</summary>
    public bool Is(Role role) => Account.Roles.Contains(role) && (role != Role.Guest || Owes is null);

    /// <summary>Whether it stands in for somebody in the mailbox.</summary>
    public bool IsDelegateIn(MailboxId mailboxId) => Memberships.Any(
        membership => membership.MailboxId == mailboxId && membership.Right == MemberRight.Delegate);

    /// <summary>Whether it may use the mailbox.</summary>
    public bool MayUse(string mailboxId) =>
        Is(Role.Staff) && Memberships.Any(membership => membership.MailboxId == mailboxId);
}
