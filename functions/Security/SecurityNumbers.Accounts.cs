namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>A session ends after this long without a request (T15).</summary>
    public static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after this long in any case.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    /// <summary>A sensitive act asks for a log-in of at most this age (ASVS V7.5.1).</summary>
    public static readonly TimeSpan RecentLogIn = TimeSpan.FromMinutes(5);

    /// <summary>A device is remembered this long at most (Z7); the organisation can make it shorter.</summary>
    public static readonly TimeSpan RememberLifetime = TimeSpan.FromDays(30);

    /// <summary>A device's former token still counts this long: two tabs at once, or an answer lost.</summary>
    public static readonly TimeSpan RememberOverlap = TimeSpan.FromSeconds(10);

    /// <summary>A device keeps the mark by which its wrong passwords are counted apart this long.</summary>
    public static readonly TimeSpan KnownDeviceLifetime = TimeSpan.FromDays(400);

    /// <summary>How exactly idleness is recorded: a session's row is written at most once in this time.</summary>
    public static readonly TimeSpan SessionTouch = TimeSpan.FromMinutes(1);

    /// <summary>A log-in must get its code within this time.</summary>
    public static readonly TimeSpan LogInLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Codes for log-ins sent to one account in an hour and in a day; each costs a right password.</summary>
    public const int LogInCodesPerHour = 30;

    /// <inheritdoc cref="LogInCodesPerHour"/>
    public const int LogInCodesPerDay = 100;

    /// <summary>Wrong codes of one account in an hour, and in all, after which log-in codes are refused.</summary>
    public const int WrongLogInCodesPerHour = 10;

    /// <inheritdoc cref="WrongLogInCodesPerHour"/>
    public const int WrongLogInCodesInAll = 50;

    /// <summary>Wrong passwords of an address from one device or network, and the wait after each more.</summary>
    public const int WrongPasswordsBeforeShortWait = 5;

    /// <inheritdoc cref="WrongPasswordsBeforeShortWait"/>
    public const int WrongPasswordsBeforeLongWait = 10;

    /// <inheritdoc cref="WrongPasswordsBeforeShortWait"/>
    public static readonly TimeSpan ShortPasswordWait = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="WrongPasswordsBeforeShortWait"/>
    public static readonly TimeSpan LongPasswordWait = TimeSpan.FromMinutes(15);

    /// <summary>Wrong passwords of one address in a day, from anywhere, after which its owner is told, once.</summary>
    public const int WrongPasswordsBeforeNotice = 20;

    /// <summary>
    /// Wrong passwords of one address in a day, from all sources, after which each network that is not known gets one
    /// try per `LongPasswordWait` (NIST SP 800-63B-4 3.2.2: 100).
    /// </summary>
    public const int WrongPasswordsInAll = 100;

    /// <summary>How many networks (/64) a site of IPv6 (/48) counts for: its limits are as many times higher.</summary>
    public const int NetworksOfASite = 16;

    /// <summary>A code of an app changes after this (RFC 6238); that of one step earlier or later counts too.</summary>
    public static readonly TimeSpan AppCodeStep = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an authenticator app's secret (RFC 4226 section 4: 160 bits).</summary>
    public const int AppSecretBytes = 20;

    /// <summary>A new second factor must get its first code within this time; a reload shows the same secret.</summary>
    public static readonly TimeSpan EnrolmentLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How many recovery codes there are, and how many characters of 5 bits each has.</summary>
    public const int RecoveryCodes = 10;

    /// <inheritdoc cref="RecoveryCodes"/>
    public const int RecoveryCodeLength = 24;

    /// <summary>Passkeys of one account.</summary>
    public const int Passkeys = 10;

    /// <summary>A link to set a password works this long; that of an invitation, asked for there, longer.</summary>
    public static readonly TimeSpan PasswordLinkLifetime = TimeSpan.FromHours(1);

    /// <inheritdoc cref="PasswordLinkLifetime"/>
    public static readonly TimeSpan FirstPasswordLinkLifetime = TimeSpan.FromHours(24);

    /// <summary>
    /// Password links mailed to one address for one source in an hour and in a day; after that only when none works any
    /// more.
    /// </summary>
    public const int PasswordLinksPerHour = 3;

    /// <inheritdoc cref="PasswordLinksPerHour"/>
    public const int PasswordLinksPerDay = 10;

    /// <summary>The same in an hour for all sources but the account's known devices.</summary>
    public const int PasswordLinksInAllPerHour = 10;

    /// <summary>Days before the date from which a second factor is required on which a reminder is mailed.</summary>
    public static readonly IReadOnlyList<int> ReminderDays = [14, 7, 1];

    /// <summary>The code that the service desk says after a reset works this long, and has this many digits.</summary>
    public static readonly TimeSpan ResetCodeLifetime = TimeSpan.FromHours(24);

    /// <inheritdoc cref="ResetCodeLifetime"/>
    public const int ResetCodeLength = 8;

    /// <summary>Without that code a second factor can be set up this long after a reset, told everywhere.</summary>
    public static readonly TimeSpan ResetWait = TimeSpan.FromHours(24);

    /// <summary>A request for access waits this long for somebody's yes.</summary>
    public static readonly TimeSpan AccessRequestLifetime = TimeSpan.FromDays(7);

    /// <summary>Where nobody can say yes, the role service desk comes after this; who was told can stop it.</summary>
    public static readonly TimeSpan AccessWait = TimeSpan.FromHours(24);

    /// <summary>An invitation works this long.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>Codes sent in a day to set up second factors of one account.</summary>
    public const int EnrolmentCodesPerDay = 10;

    /// <summary>PBKDF2-HMAC-SHA512 iterations (OWASP 2023: at least 210,000).</summary>
    public const int PasswordIterations = 210_000;

    /// <summary>A password is at least this long; with a capital, a digit and a second factor, the shorter.</summary>
    public const int PasswordLength = 15;

    /// <inheritdoc cref="PasswordLength"/>
    public const int PasswordLengthWithSecondFactor = 8;

    /// <summary>Longer passwords are refused, so that hashing cannot be made slow.</summary>
    public const int PasswordMaximum = 256;
}
