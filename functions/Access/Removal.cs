namespace Zegel.Functions.Access;

/// <summary>The guest was removed; who may restore it, and until when (X19).</summary>
/// <param name="Why">Why.</param>
/// <param name="RemovedAt">When.</param>
/// <param name="RestorableUntil">Until when it can be restored.</param>
/// <param name="Sponsor">The name of who answers for the guest.</param>
/// <param name="SponsorEmail">Their address.</param>
public sealed record GuestRemoved(
    RemovalReason Why, DateTimeOffset RemovedAt, DateTimeOffset RestorableUntil, string Sponsor, string SponsorEmail)
    : Problem(403, "guest-removed", "The access has ended and can be restored.");

/// <summary>A document must be accepted first.</summary>
public sealed record DocumentFirst(GuestDocument Document)
    : Problem(403, "document-first", "Accept the document first.");
