namespace Zegel.Functions.Guests;

/// <summary>How far a guest is.</summary>
public enum GuestState
{
    /// <summary>Asked for; a second person must say yes before anything is mailed.</summary>
    Asked,

    /// <summary>Invited; not everything was accepted and proved yet.</summary>
    Invited,

    /// <summary>Registered: folders are reached.</summary>
    Active,

    /// <summary>Removed; can be restored for a while.</summary>
    Removed,
}

/// <summary>A guest as its sponsor and the service desk see it.</summary>
/// <param name="GuestId">Which: the id of its account.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">The address.</param>
/// <param name="Phone">E.164, as the sponsor gave it.</param>
/// <param name="Reason">Why it is a guest.</param>
/// <param name="Language"><c>nl</c> or <c>en</c>: of its mails.</param>
/// <param name="State">How far it is.</param>
/// <param name="EndsOn">The last day of its access.</param>
/// <param name="LastUsedAt">When it logged in last; null: never.</param>
/// <param name="RemovedOn">The day on which it will be removed as things are; null once it is.</param>
/// <param name="WhyRemoved">Why it was, or will be, removed.</param>
/// <param name="InvitedUntil">Until when its invitation works; null in any other state.</param>
/// <param name="AcceptedAt">Since when it is registered; null: not yet.</param>
/// <param name="RemovedAt">When it was removed; null: it was not.</param>
/// <param name="RestorableUntil">Until when it can be restored; null: it was not removed.</param>
/// <param name="Sponsor">Who answers for it.</param>
/// <param name="MayApprove">Whether who looks can say the second yes.</param>
public sealed record ShownGuest(
    AccountId GuestId, string Name, string Email, string Phone, string Reason, string Language, GuestState State,
    DateOnly EndsOn, DateTimeOffset? LastUsedAt, DateOnly? RemovedOn, RemovalReason WhyRemoved,
    DateTimeOffset? InvitedUntil, DateTimeOffset? AcceptedAt, DateTimeOffset? RemovedAt,
    DateTimeOffset? RestorableUntil, ShownSponsor Sponsor, bool MayApprove);

/// <summary>Who answers for a guest.</summary>
/// <param name="AccountId">Their account.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="IsActive">False: suspended or ended; the guest must be handed over.</param>
public sealed record ShownSponsor(AccountId AccountId, string Name, string Email, bool IsActive);

/// <summary>What a guest sees of being one.</summary>
/// <param name="Name">As the sponsor gave it.</param>
/// <param name="Phone">As the sponsor gave it, masked: the number to prove; null: none was given.</param>
/// <param name="Owes">The document to accept first; null: none.</param>
/// <param name="EndsOn">The last day of access; null for an account that has only the role.</param>
/// <param name="RemovedOn">The day of removal as things are.</param>
/// <param name="MayKeep">Whether "Keep my access" changes anything now.</param>
/// <param name="Sponsor">Whom to ask.</param>
public sealed record OwnGuest(
    string Name, string? Phone, GuestDocument? Owes, DateOnly? EndsOn, DateOnly? RemovedOn, bool MayKeep,
    ShownSponsor? Sponsor);

/// <summary>A document in its newest version.</summary>
/// <param name="Document">Which.</param>
/// <param name="Version">From 1.</param>
/// <param name="Since">When it was published.</param>
/// <param name="Accepted">The version that was accepted before; null: none, or nobody in particular asks.</param>
/// <param name="Texts">Dutch and English.</param>
public sealed record ShownDocument(
    GuestDocument Document, int Version, DateTimeOffset? Since, int? Accepted, IReadOnlyList<ShownText> Texts);

/// <summary>A document in one language.</summary>
/// <param name="Language"><c>nl</c> or <c>en</c>.</param>
/// <param name="Text">
/// Paragraphs with an empty line between them; one that begins with <c>## </c> is a heading, lines that begin with
/// <c>- </c> are a list.
/// </param>
/// <param name="Changed">What changed since the version before; empty for the first.</param>
/// <param name="Sha256">Of the text in UTF-8, 64 hexadecimal digits: what is accepted.</param>
public sealed record ShownText(string Language, string Text, string Changed, string Sha256);

/// <summary>Where the two codes went.</summary>
public sealed record AddressStep(string FormerTo, string NewTo, DateTimeOffset ExpiresAt, DateTimeOffset ResendAt);
