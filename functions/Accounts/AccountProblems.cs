namespace Zegel.Functions.Accounts;

/// <summary>What became of a change that may have met another one.</summary>
internal static class ChangeOutcome
{
    /// <summary>Whether it met one, and can be tried again on what is stored then.</summary>
    public static bool MetAnotherChange<T>(this Outcome<T> outcome) =>
        outcome.IsRefused(out var problem, out _) && problem is ChangedMeanwhile;
}

/// <summary>The address or the password is wrong, or too many were; nobody learns which.</summary>
public sealed record LogInRefused(DateTimeOffset? RetryAt)
    : Problem(403, "login-refused", "The address or the password is not right.");

/// <summary>The account was ended or suspended, which this cannot be done to.</summary>
public sealed record AccountShut() : Problem(409, "account-shut", "The account was suspended or ended.");

/// <summary>The log-in took too long or was never begun: begin with the password again.</summary>
public sealed record LogInExpired() : Problem(401, "login-expired", "Begin again with the address and the password.");

/// <summary>The invitation was used: log in.</summary>
public sealed record InvitationUsed() : Problem(409, "invitation-used", "This invitation was used.");

/// <summary>
/// Others gave the account something too: whoever corrects its address would give that to whoever has the new one.
/// </summary>
public sealed record AccountElsewhere()
    : Problem(409, "account-elsewhere", "The account is used for more than this: its address stays.");

/// <summary>The invitation is too old.</summary>
public sealed record InvitationExpired() : Problem(403, "invitation-expired", "This invitation has expired.");

/// <summary>The link to set a password was used or is too old; a fresh one can be mailed.</summary>
public sealed record PasswordLinkDead() : Problem(403, "password-link-dead", "This link was used or has expired.");

/// <summary>Setting up a second factor took too long, or was begun in another session: begin it again.</summary>
public sealed record EnrolmentExpired()
    : Problem(403, "enrolment-expired", "Begin setting up the second factor again.");

/// <summary>The code after a reset was tried too often or is too old: the service desk says another.</summary>
public sealed record ResetCodeDead() : Problem(403, "reset-code-dead", "Ask the service desk for a new code.");

/// <summary>The organisation does not accept codes by mail as a second factor.</summary>
public sealed record EmailFactorForbidden()
    : Problem(403, "email-factor-forbidden", "Codes by mail are not allowed here.");

/// <summary>The only second factor cannot be removed: add another one first.</summary>
public sealed record LastFactor() : Problem(409, "last-factor", "The only second factor cannot be removed.");

/// <summary>There is an account with this address.</summary>
public sealed record AddressInUse() : Problem(409, "address-in-use", "There is an account with this address.");

/// <summary>The address is a colleague's, who is no guest or client: colleagues are there as they are.</summary>
public sealed record AddressOfColleague()
    : Problem(409, "address-of-colleague", "This address is a colleague's.");
