namespace Zegel.Functions.Security;

/// <summary>
/// Every lifetime, count and limit that guards somebody, in one place. <c>docs/security-numbers.md</c> is made from
/// this class by a test. Limits per network address are settings (<c>LimitOptions</c>).
/// </summary>
public static class SecurityNumbers
{
    /// <summary>An SMS code works this long (NIST SP 800-63B-4 3.1.3: at most 10 minutes).</summary>
    public static readonly TimeSpan SmsCodeLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A mailed code confirms an address this long (NIST SP 800-63B-4 3.2: at most 24 hours).</summary>
    public static readonly TimeSpan MailCodeLifetime = TimeSpan.FromHours(24);

    /// <summary>Digits of a code that comes by SMS, for a log-in by mail, or from an authenticator app (RFC 6238: six).</summary>
    public const int SmsCodeLength = 6;

    /// <summary>Characters of 5 bits of a code that is mailed with a link.</summary>
    public const int MailCodeLength = 8;

    /// <summary>Wrong tries after which a challenge is dead.</summary>
    public const int TriesPerChallenge = 5;

    /// <summary>Challenges of one participant that can be open at the same time.</summary>
    public const int OpenChallenges = 3;

    /// <summary>Wrong tries of one participant in <see cref="ParticipantWindow"/> after which the link is locked.</summary>
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

    /// <summary>Codes sent for one conversation in a day.</summary>
    public const int CodesPerConversationPerDay = 20;

    /// <summary>Conversations started with one address in an hour and in a day.</summary>
    public const int StartsPerSenderPerHour = 3;

    /// <inheritdoc cref="StartsPerSenderPerHour"/>
    public const int StartsPerSenderPerDay = 10;

    /// <summary>Messages that one person outside writes in a conversation in an hour and in a day.</summary>
    public const int MessagesPerPersonPerHour = 30;

    /// <inheritdoc cref="MessagesPerPersonPerHour"/>
    public const int MessagesPerPersonPerDay = 100;

    /// <summary>Messages that all people outside write in one conversation in an hour and in a day.</summary>
    public const int MessagesPerConversationPerHour = 300;

    /// <inheritdoc cref="MessagesPerConversationPerHour"/>
    public const int MessagesPerConversationPerDay = 1000;

    /// <summary>Bytes that the notes of one person outside take in a conversation, and those of all of them.</summary>
    public const long NotesOfPerson = 10_000_000;

    /// <inheritdoc cref="NotesOfPerson"/>
    public const long NotesInConversation = 100_000_000;

    /// <summary>Whoever has not read what waits is told again after this, when more comes.</summary>
    public static readonly TimeSpan NoticeAgain = TimeSpan.FromDays(1);

    /// <summary>The part of the mails of an hour, in percent, that notices may take; the rest is for codes and invitations.</summary>
    public const int NoticesOfMails = 75;

    /// <summary>A started conversation whose address was not confirmed is gone after this.</summary>
    public static readonly TimeSpan UnconfirmedLifetime = TimeSpan.FromHours(24);

    /// <summary>What a visitor staged but did not send is gone after this.</summary>
    public static readonly TimeSpan VisitorDraftLifetime = TimeSpan.FromHours(24);

    /// <summary>What staff staged but did not send is gone after this.</summary>
    public static readonly TimeSpan StaffDraftLifetime = TimeSpan.FromDays(30);

    /// <summary>How exactly is recorded that a draft's uploads go on: its rows are written at most once in this time.</summary>
    public static readonly TimeSpan DraftTouch = TimeSpan.FromHours(1);

    /// <summary>A session ends after this long without a request (T15).</summary>
    public static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after this long in any case.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    /// <summary>A sensitive act asks for a log-in of at most this age (ASVS V7.5.1).</summary>
    public static readonly TimeSpan RecentLogIn = TimeSpan.FromMinutes(5);

    /// <summary>A device is remembered this long at most (Z7); the organisation can make it shorter.</summary>
    public static readonly TimeSpan RememberLifetime = TimeSpan.FromDays(30);

    /// <summary>A remembered device's former token is taken this long: two tabs at once, or an answer that was lost.</summary>
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

    /// <summary>Wrong passwords of one address from one source (a known device, else a network), and the wait that follows each further one.</summary>
    public const int WrongPasswordsBeforeShortWait = 5;

    /// <inheritdoc cref="WrongPasswordsBeforeShortWait"/>
    public const int WrongPasswordsBeforeLongWait = 10;

    /// <inheritdoc cref="WrongPasswordsBeforeShortWait"/>
    public static readonly TimeSpan ShortPasswordWait = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="WrongPasswordsBeforeShortWait"/>
    public static readonly TimeSpan LongPasswordWait = TimeSpan.FromMinutes(15);

    /// <summary>Wrong passwords of one address in a day, from all sources, after which its owner is told, once.</summary>
    public const int WrongPasswordsBeforeNotice = 20;

    /// <summary>Wrong passwords of one address in a day, from all sources, after which each network that is not known gets one try per `LongPasswordWait` (NIST SP 800-63B-4 3.2.2: 100).</summary>
    public const int WrongPasswordsInAll = 100;

    /// <summary>How many networks (/64) a site of IPv6 (/48) counts for: its limits are so many times those of one.</summary>
    public const int NetworksOfASite = 16;

    /// <summary>A code of an authenticator app changes after this (RFC 6238); one step earlier and later counts too.</summary>
    public static readonly TimeSpan AppCodeStep = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an authenticator app's secret (RFC 4226 section 4: 160 bits).</summary>
    public const int AppSecretBytes = 20;

    /// <summary>A second factor that is being set up must get its first right code within this time; until then a reload shows the same secret.</summary>
    public static readonly TimeSpan EnrolmentLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How many recovery codes there are, and how many characters of 5 bits each has.</summary>
    public const int RecoveryCodes = 10;

    /// <inheritdoc cref="RecoveryCodes"/>
    public const int RecoveryCodeLength = 24;

    /// <summary>Passkeys of one account.</summary>
    public const int Passkeys = 10;

    /// <summary>A link to set a password works this long; one of an invitation is confirmed first and works longer.</summary>
    public static readonly TimeSpan PasswordLinkLifetime = TimeSpan.FromHours(1);

    /// <inheritdoc cref="PasswordLinkLifetime"/>
    public static readonly TimeSpan FirstPasswordLinkLifetime = TimeSpan.FromHours(24);

    /// <summary>Password links mailed to one address for one source in an hour and in a day; after that only when none works any more.</summary>
    public const int PasswordLinksPerHour = 3;

    /// <inheritdoc cref="PasswordLinksPerHour"/>
    public const int PasswordLinksPerDay = 10;

    /// <summary>Password links mailed to one address in an hour for all sources but its known devices; after that only when none works any more.</summary>
    public const int PasswordLinksInAllPerHour = 10;

    /// <summary>Days before the date from which a second factor is required on which a reminder is mailed.</summary>
    public static readonly IReadOnlyList<int> ReminderDays = [14, 7, 1];

    /// <summary>The code that the service desk says after a reset of the second factors works this long, and has this many digits.</summary>
    public static readonly TimeSpan ResetCodeLifetime = TimeSpan.FromHours(24);

    /// <inheritdoc cref="ResetCodeLifetime"/>
    public const int ResetCodeLength = 8;

    /// <summary>Without such a code a new second factor can be set up this long after a reset, with notices on every channel.</summary>
    public static readonly TimeSpan ResetWait = TimeSpan.FromHours(24);

    /// <summary>A request for access waits this long for somebody's yes.</summary>
    public static readonly TimeSpan AccessRequestLifetime = TimeSpan.FromDays(7);

    /// <summary>Where nobody can say yes, the role service desk comes after this, and anybody who was told can stop it.</summary>
    public static readonly TimeSpan AccessWait = TimeSpan.FromHours(24);

    /// <summary>An invitation works this long.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>Codes sent in a day to set up second factors of one account.</summary>
    public const int EnrolmentCodesPerDay = 10;

    /// <summary>PBKDF2-HMAC-SHA512 iterations (OWASP 2023: at least 210,000).</summary>
    public const int PasswordIterations = 210_000;

    /// <summary>A password alone is at least this long; with a capital, a digit and a second factor, the shorter.</summary>
    public const int PasswordLength = 15;

    /// <inheritdoc cref="PasswordLength"/>
    public const int PasswordLengthWithSecondFactor = 8;

    /// <summary>Longer passwords are refused, so that hashing cannot be made slow.</summary>
    public const int PasswordMaximum = 256;

    /// <summary>An upload ticket works this long, and is renewable.</summary>
    public static readonly TimeSpan UploadTicket = TimeSpan.FromMinutes(15);

    /// <summary>A download ticket works this long, and is renewable.</summary>
    public static readonly TimeSpan DownloadTicket = TimeSpan.FromMinutes(5);

    /// <summary>Tickets to download one file that one reader gets in a day; a bad line needs many.</summary>
    public const int DownloadTicketsPerFilePerDay = 200;

    /// <summary>How long a process goes on with the versions of a vault's key that it knows, before it asks again.</summary>
    public static readonly TimeSpan KeyVersionKept = TimeSpan.FromMinutes(10);

    /// <summary>A note of where a wrapped key will stand is kept this long when nothing came to stand there.</summary>
    public static readonly TimeSpan KeyPlaceKept = TimeSpan.FromHours(1);

    /// <summary>Keys wrapped anew in one run of the timer, every five minutes.</summary>
    public const int KeysWrappedAtOnce = 500;

    /// <summary>A key that was refused when it was to be wrapped anew is tried again, and told again, after this.</summary>
    public static readonly TimeSpan RefusedKeyRetry = TimeSpan.FromDays(1);

    /// <summary>Bytes of one file (Z12).</summary>
    public const long LargestFile = 50 * GB;

    /// <summary>Bytes that one participant has staged and not sent: the files of a message.</summary>
    public const long LargestMessage = 100 * GB;

    /// <summary>Files that one participant has staged in a conversation and not sent.</summary>
    public const int StagedFiles = 120;

    /// <summary>Bytes of unfinished uploads that all people outside really stored, in all conversations of a mailbox.</summary>
    public const long StagedInMailbox = 500 * GB;

    /// <summary>Bytes of all files in a mailbox's conversations.</summary>
    public const long MailboxSpace = 2_000 * GB;

    /// <summary>The part of `MailboxSpace` that files of people outside never take.</summary>
    public const long SpaceForStaff = 200 * GB;

    private const long GB = 1_000_000_000;
}
