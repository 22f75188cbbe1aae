namespace Zegel.Functions.Accounts;

/// <summary>What comes next in a log-in.</summary>
public enum NextStep
{
    /// <summary>A code must be typed.</summary>
    Code,

    /// <summary>A passkey must be used.</summary>
    Passkey,

    /// <summary>There is a session, in which a second factor must be chosen or postponed.</summary>
    ChooseFactor,

    /// <summary>There is a session, in which a guest must accept a document first.</summary>
    AcceptDocument,

    /// <summary>There is a session.</summary>
    Done,

    /// <summary>The password was set; logging in must wait, since codes are refused or cannot be sent now.</summary>
    LogIn,
}

/// <summary>The answer to every step of a log-in.</summary>
/// <param name="Next">What comes next.</param>
/// <param name="Method">By which method the code comes; null when none does.</param>
/// <param name="Methods">All methods this account can use.</param>
/// <param name="To">Where the code was sent, masked; null when it was not sent.</param>
/// <param name="ExpiresAt">Until when the code must be typed.</param>
/// <param name="ResendAt">From when it can be sent again; null when it cannot.</param>
/// <param name="MayRemember">How many days this device can be remembered; 0: not.</param>
/// <param name="Session">The session, when there is one.</param>
public sealed record LogInStep(
    NextStep Next, FactorMethod? Method, IReadOnlyList<FactorMethod> Methods, string? To, DateTimeOffset? ExpiresAt,
    DateTimeOffset? ResendAt, int MayRemember, SessionView? Session);

/// <summary>A session as its pages see it.</summary>
public sealed record SessionView(
    AccountId AccountId, string Name, string Email, string Language, IReadOnlyList<Role> Roles, Strength Strength,
    bool Usable, DateTimeOffset? PostponeUntil, DateTimeOffset IdleEndsAt, DateTimeOffset ExpiresAt, bool IsNew,
    IReadOnlyList<SessionView.MailboxItem> Mailboxes, GuestDocument? Owes)
{
    /// <summary>A mailbox the account may use.</summary>
    /// <param name="MailboxId">Which.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Right">With which right.</param>
    /// <param name="Until">When that ends; null: it does not.</param>
    /// <param name="Person">Whether it is somebody's own, else a group's.</param>
    /// <param name="Own">Whether it is the own mailbox of whoever is signed in.</param>
    /// <param name="Mails">Whether its notices are wanted.</param>
    public sealed record MailboxItem(
        MailboxId MailboxId, string Name, MemberRight Right, DateTimeOffset? Until, bool Person, bool Own, bool Mails);

    /// <summary>How this session is seen; mailboxes of groups come first, then one's own, then others'.</summary>
    /// <param name="signedIn">Whose.</param>
    /// <param name="names">What mailboxes are called.</param>
    public static async Task<SessionView> OfAsync(
        SignedIn signedIn, MailboxNames names, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailboxId> own = [.. signedIn.Memberships.Select(membership => membership.MailboxId)];
        var factsOf = await names.FactsAsync(own, cancellationToken);
        return new SessionView(
            signedIn.AccountId, signedIn.Name, signedIn.Account.Email, signedIn.Account.Language,
            signedIn.Account.Roles, signedIn.Strength, signedIn.IsUsable, signedIn.GraceEnds,
            signedIn.Session.Value.IdleEndsAt, signedIn.Session.Value.ExpiresAt, !signedIn.Account.SawDetails,
            [
                .. signedIn.Memberships
                    .Select(membership => ItemOf(membership, factsOf[membership.MailboxId], signedIn.AccountId))
                    .OrderBy(mailbox => (mailbox.Person, !mailbox.Own))
                    .ThenBy(mailbox => mailbox.Name, StringComparer.InvariantCultureIgnoreCase),
            ],
            signedIn.Owes);
    }

    private static MailboxItem ItemOf(Membership membership, MailboxNames.Facts facts, AccountId accountId) => new(
        membership.MailboxId, facts.Name,
        facts.Owners.Contains(accountId) ? MemberRight.Owner : membership.Right, membership.Until,
        facts.Person is not null, facts.Person?.Equals(accountId) == true, membership.Mails);
}
