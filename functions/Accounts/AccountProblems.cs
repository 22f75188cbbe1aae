using Zegel.Functions.Http;

namespace Zegel.Functions.Accounts;

/// <summary>The address or the password is wrong, or too many were; nobody learns which.</summary>
public sealed record LogInRefused(DateTimeOffset? RetryAt) : Problem(403, "login-refused", "The address or the password is not right.");

/// <summary>The log-in took too long or was never begun: begin with the password again.</summary>
public sealed record LogInExpired() : Problem(401, "login-expired", "Begin again with the address and the password.");

/// <summary>The invitation was used: log in.</summary>
public sealed record InvitationUsed() : Problem(409, "invitation-used", "This invitation was used.");

/// <summary>The invitation is too old.</summary>
public sealed record InvitationExpired() : Problem(403, "invitation-expired", "This invitation has expired.");
