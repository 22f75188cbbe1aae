namespace Zegel.Functions.Accounts;

/// <summary>
/// An account's own row beside its <see cref="AccountHead"/>: what is only read to log in and to change how one logs
/// in.
/// </summary>
public sealed record Credentials
{
    /// <summary>The version of the invitation's link; raised when a fresh one follows an old one's end.</summary>
    public int InvitationVersion { get; init; } = 1;

    /// <summary>Until when the invitation works.</summary>
    public DateTimeOffset InvitedUntil { get; init; }

    /// <summary>The version of the link with which a password is set; raised when it was used.</summary>
    public int PasswordLinkVersion { get; init; } = 1;

    /// <summary>Until when that link works; null when none was mailed.</summary>
    public DateTimeOffset? PasswordLinkUntil { get; init; }

    /// <summary>See <see cref="Passwords"/>; null while invited.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The number to which codes go; null without this factor.</summary>
    public SmsFactor? Sms { get; init; }

    /// <summary>The authenticator app; null without this factor.</summary>
    public AppFactor? App { get; init; }

    /// <summary>Codes by mail; null without this factor.</summary>
    public EmailFactor? Email { get; init; }

    /// <summary>How many passkeys there are; each has a row.</summary>
    public int Passkeys { get; init; }

    /// <summary>How many of them were suspended, since somebody has a copy.</summary>
    public int SuspendedPasskeys { get; init; }

    /// <summary>The codes that were shown once; null when none were made.</summary>
    public RecoveryCodes? Recovery { get; init; }

    /// <summary>The code that the service desk says after a reset; null when none is open.</summary>
    public ResetCode? ResetCode { get; init; }

    /// <summary>Wrong log-in codes in all since the last right one.</summary>
    public int WrongCodes { get; init; }

    /// <summary>When the recent wrong log-in codes came; at most an hour old.</summary>
    public IReadOnlyList<DateTimeOffset> RecentWrongCodes { get; init; } = [];

    /// <summary>The last reminder of the second factor that was mailed: the date and the days before it.</summary>
    public string? Reminded { get; init; }

    /// <summary>The second factors that were set up, the first asked in front; see <see cref="Counting"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<FactorMethod> Factors =>
    [
        .. App is null ? [] : (FactorMethod[])[FactorMethod.App],
        .. Sms is null ? [] : (FactorMethod[])[FactorMethod.Sms],
        .. Email is null ? [] : (FactorMethod[])[FactorMethod.Email],
        .. Passkeys == 0 ? [] : (FactorMethod[])[FactorMethod.Passkey],
    ];

    /// <summary>Whether one of them counts whatever the organisation decides.</summary>
    [JsonIgnore]
    public bool HasStrongFactor => App is not null || Sms is not null || Passkeys > SuspendedPasskeys;

    /// <summary>The second factors that count under this policy, in the same order.</summary>
    public IReadOnlyList<FactorMethod> Counting(SignInPolicy policy) =>
        [.. Factors.Where(method => method == FactorMethod.Email
            ? policy.EmailAllowed
            : method != FactorMethod.Passkey || Passkeys > SuspendedPasskeys)];

    /// <summary>
    /// The methods with which a log-in can be completed under this policy, the one that is asked first in front. Where
    /// no second factor counts any more, what there is, is asked all the same: it leads to no more than the choice of
    /// another one, and the password alone leads nowhere.
    /// </summary>
    public IReadOnlyList<FactorMethod> Methods(SignInPolicy policy)
    {
        IReadOnlyList<FactorMethod> recovery = Recovery is { Hashes.Count: > 0 } ? [FactorMethod.Recovery] : [];
        return Counting(policy) is { Count: > 0 } counting ? [.. counting, .. recovery]
            : Email is not null ? [FactorMethod.Email, .. recovery]
            : [.. recovery, .. Factors];
    }

    /// <summary>From when a code may be tried; null: now. <see cref="DateTimeOffset.MaxValue"/>: never.</summary>
    public DateTimeOffset? CodesRefusedUntil(DateTimeOffset now)
    {
        if (WrongCodes >= SecurityNumbers.WrongLogInCodesInAll)
        {
            return DateTimeOffset.MaxValue;
        }

        var recent = RecentWrongCodes.Where(at => at > now - TimeSpan.FromHours(1)).ToList();
        return recent.Count < SecurityNumbers.WrongLogInCodesPerHour ? null : recent[0] + TimeSpan.FromHours(1);
    }

    /// <summary>Counts a try as wrong before it is evaluated; <see cref="Right"/> takes it back.</summary>
    public Credentials CountTry(DateTimeOffset now) => this with
    {
        WrongCodes = WrongCodes + 1,
        RecentWrongCodes = [.. RecentWrongCodes.Where(at => at > now - TimeSpan.FromHours(1)), now],
    };

    /// <summary>A right code: the counts begin anew.</summary>
    public Credentials Right() => this with { WrongCodes = 0, RecentWrongCodes = [] };

    /// <summary>Without any second factor or recovery code, and with no wrong codes counted (T26).</summary>
    public Credentials Reset() =>
        Right() with { App = null, Sms = null, Email = null, Passkeys = 0, SuspendedPasskeys = 0, Recovery = null };

    /// <summary>Without the factor; recovery codes stay.</summary>
    public Credentials Without(FactorMethod method) => method switch
    {
        FactorMethod.App => this with { App = null },
        FactorMethod.Sms => this with { Sms = null },
        FactorMethod.Email => this with { Email = null },
        _ => this,
    };
}

/// <summary>A code that the service desk sees and says by phone (T26).</summary>
public sealed record ResetCode : OneTimeCode
{
    /// <summary>From which it is derived.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override CodeForm Form => CodeForm.Reset;

    /// <inheritdoc/>
    protected override string DerivedFrom => Id;

    /// <summary>A fresh one.</summary>
    public static ResetCode New(DateTimeOffset now) =>
        new() { Id = Tokens.NewId(), ExpiresAt = now + SecurityNumbers.ResetCodeLifetime };
}

/// <summary>Codes by SMS.</summary>
/// <param name="Phone">E.164, proved.</param>
/// <param name="Since">From when.</param>
public sealed record SmsFactor(string Phone, DateTimeOffset Since);

/// <summary>An authenticator app (RFC 6238).</summary>
/// <param name="Secret">The secret as <see cref="ProtectedSecrets"/> keeps it.</param>
/// <param name="Since">From when.</param>
/// <param name="LastStep">The time step of the last code that was accepted; only later ones are.</param>
public sealed record AppFactor(string Secret, DateTimeOffset Since, long LastStep);

/// <summary>Codes by mail to the account's address.</summary>
/// <param name="Since">From when.</param>
public sealed record EmailFactor(DateTimeOffset Since);
