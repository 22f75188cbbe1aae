using Zegel.Functions.Access;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>
/// An account's own row beside its <see cref="AccountHead"/>: what is only read to log in. States: invited (no
/// password) → accepted (password and number set, number not proved) → active.
/// </summary>
public sealed record Credentials
{
    /// <summary>The version of the invitation link; raised when a fresh one is mailed.</summary>
    public required int LinkVersion { get; init; }

    /// <summary>Until when the invitation works.</summary>
    public required DateTimeOffset InvitedUntil { get; init; }

    /// <summary>See <see cref="Passwords"/>; null while invited.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>E.164; proved once the account is active.</summary>
    public string? Phone { get; init; }

    /// <summary>Wrong log-in codes in all since the last right one.</summary>
    public int WrongCodes { get; init; }

    /// <summary>When the recent wrong log-in codes came; at most an hour old.</summary>
    public IReadOnlyList<DateTimeOffset> RecentWrongCodes { get; init; } = [];

    /// <summary>From when a log-in code may be tried again; null when now. <see cref="DateTimeOffset.MaxValue"/>: never.</summary>
    public DateTimeOffset? CodesRefusedUntil(DateTimeOffset now)
    {
        if (WrongCodes >= SecurityNumbers.WrongLogInCodesInAll)
        {
            return DateTimeOffset.MaxValue;
        }

        var recent = RecentWrongCodes.Where(at => at > now - TimeSpan.FromHours(1)).ToList();
        return recent.Count < SecurityNumbers.WrongLogInCodesPerHour ? null : recent[0] + TimeSpan.FromHours(1);
    }

    /// <summary>Counts a try as wrong before it is evaluated; a right one takes it back with <see cref="Right"/>.</summary>
    public Credentials CountTry(DateTimeOffset now) => this with
    {
        WrongCodes = WrongCodes + 1,
        RecentWrongCodes = [.. RecentWrongCodes.Where(at => at > now - TimeSpan.FromHours(1)), now],
    };

    /// <summary>A right code: the counts begin anew.</summary>
    public Credentials Right() => this with { WrongCodes = 0, RecentWrongCodes = [] };
}

/// <summary>
/// A code that was sent to prove a phone number: of a log-in that had the right password, or of an invitation. Bound to
/// the browser that holds its cookie, or to the invitation's link.
/// </summary>
public sealed record PhoneProof
{
    /// <summary>From which the code is derived.</summary>
    public required string ChallengeId { get; init; }

    /// <summary>After this it must begin again.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often the code was tried.</summary>
    public int Tries { get; init; }

    /// <summary>How often the code was sent.</summary>
    public int Sends { get; init; } = 1;

    /// <summary>When it was sent last.</summary>
    public required DateTimeOffset LastSentAt { get; init; }

    /// <summary>A new one, sent now.</summary>
    public static PhoneProof New(DateTimeOffset now) => new()
    {
        ChallengeId = Tokens.NewId(),
        ExpiresAt = now + SecurityNumbers.LogInLifetime,
        LastSentAt = now,
    };

    /// <summary>From when the code may be sent again; null when it may not any more.</summary>
    public DateTimeOffset? ResendAt => Sends >= SecurityNumbers.SendsPerChallenge
        ? null
        : LastSentAt + SecurityNumbers.WaitsBeforeResend[Math.Min(Sends, SecurityNumbers.WaitsBeforeResend.Count) - 1];

    /// <summary>Whether it can still be answered.</summary>
    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt && Tries < SecurityNumbers.TriesPerChallenge;
}
