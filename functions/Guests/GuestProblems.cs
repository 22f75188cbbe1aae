namespace Zegel.Functions.Guests;

/// <summary>The address is a guest's already: whoever answers for it can hand it over.</summary>
public sealed record AlreadyGuest(string SponsorEmail)
    : Problem(409, "already-guest", "This address is a guest's already.");

/// <summary>The guest is not in the state in which this can be done.</summary>
public sealed record GuestOtherwise(GuestState State)
    : Problem(409, "guest-otherwise", "This cannot be done with the guest as it is.");

/// <summary>Whoever asked cannot say the second yes themselves.</summary>
public sealed record SecondPersonNeeded()
    : Problem(403, "second-person-needed", "Somebody else must say yes.");

/// <summary>A newer version was published meanwhile, or the text is not the one that stands there.</summary>
public sealed record DocumentRenewed() : Problem(409, "document-renewed", "Read the newest version first.");

/// <summary>Whoever asked for the guest was shut out since: somebody else asks anew.</summary>
public sealed record SponsorGone() : Problem(409, "sponsor-gone", "Who asked for the guest was shut out.");
