namespace Zegel.Functions.Security;

/// <summary>
/// Every lifetime, count and limit that guards somebody: here those of links and codes, the others in the files beside
/// this one. <c>docs/security-numbers.md</c> is made from this class by a test. Limits per network address are settings
/// (<c>LimitOptions</c>).
/// </summary>
public static partial class SecurityNumbers
{
    /// <summary>An SMS code works this long (NIST SP 800-63B-4 3.1.3: at most 10 minutes).</summary>
    public static readonly TimeSpan SmsCodeLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A mailed code confirms an address this long (NIST SP 800-63B-4 3.2: at most 24 hours).</summary>
    public static readonly TimeSpan MailCodeLifetime = TimeSpan.FromHours(24);

    /// <summary>Digits of a code by SMS, of a log-in by mail, or from an authenticator app (RFC 6238: six).</summary>
    public const int SmsCodeLength = 6;

    /// <summary>Characters of 5 bits of a code that is mailed with a link.</summary>
    public const int MailCodeLength = 8;

    /// <summary>Wrong tries after which a challenge is dead.</summary>
    public const int TriesPerChallenge = 5;

    /// <summary>Challenges of one participant that can be open at the same time.</summary>
    public const int OpenChallenges = 3;

    /// <summary>Wrong tries of one participant in <see cref="ParticipantWindow"/> that lock the link.</summary>
    public const int TriesPerParticipant = 15;

    /// <inheritdoc cref="TriesPerParticipant"/>
    public static readonly TimeSpan ParticipantWindow = TimeSpan.FromHours(24);

    /// <summary>How long a link stays locked.</summary>
    public static readonly TimeSpan ParticipantLock = TimeSpan.FromHours(24);

    /// <summary>Wrong tries of one participant in all, after which the method is disabled (NIST: before 100).</summary>
    public const int TriesInAll = 50;

    /// <summary>Wrong tries on codes sent to one phone number in 24 hours, over all conversations.</summary>
    public const int WrongCodesPerPhonePerDay = 30;

    /// <summary>The wait after the n-th wrong try in a row; the last one repeats.</summary>
    public static readonly IReadOnlyList<TimeSpan> WaitsAfterWrongTries =
    [
        TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <summary>The wait before a code is sent again; the last one repeats.</summary>
    public static readonly IReadOnlyList<TimeSpan> WaitsBeforeResend =
        [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)];

    /// <summary>How often one code is sent.</summary>
    public const int SendsPerChallenge = 3;

    /// <summary>SMS messages to one phone number in an hour and in a day.</summary>
    public const int SmsPerPhonePerHour = 5;

    /// <inheritdoc cref="SmsPerPhonePerHour"/>
    public const int SmsPerPhonePerDay = 10;

    /// <summary>So many links before the one that works are told that there is a newer one.</summary>
    public const int OldLinks = 8;

    /// <summary>How often in a day who has such a link has the newer one sent again, to its own address.</summary>
    public const int LinksAgainPerDay = 3;

    /// <summary>The same from one network address, over all links.</summary>
    public const int LinksAgainPerAddressPerDay = 20;

    /// <summary>Browsers of one recipient that are remembered; one more takes the place of the oldest.</summary>
    public const int RememberedReaders = 10;

    /// <summary>
    /// Of what such a browser let in, so many of the last are taken away with it; the others are worth nothing then.
    /// </summary>
    public const int OpenedByReader = 20;

    /// <summary>Codes sent for one conversation in a day.</summary>
    public const int CodesPerConversationPerDay = 20;
}
