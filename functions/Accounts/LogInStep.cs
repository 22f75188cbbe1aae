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
    public sealed record MailboxItem(MailboxId MailboxId, string Name);

    /// <summary>How this session is seen.</summary>
    /// <param name="signedIn">Whose.</param>
    /// <param name="names">What mailboxes are called.</param>
    public static async Task<SessionView> OfAsync(
        SignedIn signedIn, MailboxNames names, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailboxId> own = [.. signedIn.Memberships.Select(membership => membership.MailboxId)];
        var nameOf = await names.GetAsync(own, cancellationToken);
        return new SessionView(
            signedIn.AccountId, signedIn.Name, signedIn.Account.Email, signedIn.Account.Language,
            signedIn.Account.Roles, signedIn.Strength, signedIn.IsUsable, signedIn.GraceEnds,
            signedIn.Session.Value.IdleEndsAt, signedIn.Session.Value.ExpiresAt, !signedIn.Account.SawDetails,
            [.. own.Select(mailboxId => new MailboxItem(mailboxId, nameOf[mailboxId]))],
            signedIn.Owes);
    }
}
