using Zegel.Functions.Access;

namespace Zegel.Functions.Notifications;

/// <summary>The kinds of mail and SMS that Zegel sends. Stored by name in outbox rows.</summary>
public enum NoticeKind
{
    /// <summary>To a one-off sender: the link and the code that confirm the address (D8, D9).</summary>
    StarterCode,

    /// <summary>To a participant with method SMS: something waits; no code, no content (D15).</summary>
    MessageWaiting,

    /// <summary>To a participant with method none: something waits, with the code (Z14).</summary>
    MessageWaitingWithCode,

    /// <summary>To a participant with method none who asked for a fresh code.</summary>
    CodeAgain,

    /// <summary>To a participant who wrote: the message arrived in good order (D5, D14).</summary>
    MessageReceived,

    /// <summary>To the owner of a mailbox: a message waits in it.</summary>
    MailboxMessage,

    /// <summary>To the owner of a mailbox: a recipient says the phone number is not theirs (D17).</summary>
    NumberWrong,

    /// <summary>To the owner of a mailbox: a recipient is locked out after too many wrong codes.</summary>
    ParticipantLocked,

    /// <summary>To the owner of a mailbox: a recipient's link was shut for good after too many wrong codes.</summary>
    ParticipantDisabled,

    /// <summary>To a participant with method SMS: staff made another link.</summary>
    NewLink,

    /// <summary>To a participant with method none: staff made another link; with the code.</summary>
    NewLinkWithCode,

    /// <summary>To the owner of a mailbox: a recipient could not be told that a message waits.</summary>
    RecipientNotReached,

    /// <summary>To the owner of a mailbox: unusually many begin at its starter.</summary>
    StarterFlooded,

    /// <summary>To the author of a file, or the owner of the mailbox: a reader's check of a file failed.</summary>
    FileDamaged,

    /// <summary>To a participant or the owner of a mailbox: a message could not be opened and must be sent again.</summary>
    MessageUnreadable,

    /// <summary>To a new account: the invitation (N2).</summary>
    Invitation,

    /// <summary>To an account: the link to set a password, the first (N4) or another (N9).</summary>
    PasswordLink,

    /// <summary>To an account: its password was set (N8).</summary>
    PasswordSet,

    /// <summary>To an account: the six-digit code of a log-in (T20).</summary>
    LogInMail,

    /// <summary>To an account: the six-digit code that proves its address can be used as a second factor (T18).</summary>
    AddressCodeMail,

    /// <summary>To an account: a second factor was added.</summary>
    FactorAdded,

    /// <summary>To an account: a second factor was removed.</summary>
    FactorRemoved,

    /// <summary>To an account: the service desk took its second factors away (T26).</summary>
    FactorReset,

    /// <summary>To an account: a recovery code was used.</summary>
    RecoveryCodeUsed,

    /// <summary>To an account: new recovery codes were made.</summary>
    RecoveryCodesMade,

    /// <summary>To an account: log-in codes are refused after too many wrong ones.</summary>
    CodesDisabled,

    /// <summary>To an account: many wrong passwords were tried today.</summary>
    ManyWrongPasswords,

    /// <summary>To an account: a remembered device may have been copied; it was signed out.</summary>
    DeviceCopied,

    /// <summary>To an account: a passkey may have been copied; its log-in was refused.</summary>
    PasskeyCopied,

    /// <summary>To an account: from a date no log-in without second factor (T24, T25).</summary>
    SecondFactorReminder,

    /// <summary>To an account: the date has come.</summary>
    SecondFactorRequired,

    /// <summary>To the service desk: another one of them changed the rules for logging in.</summary>
    SignInPolicyChanged,

    /// <summary>To owners of a mailbox and the service desk: somebody asks a mailbox for somebody, and needs a yes.</summary>
    AccessAsked,

    /// <summary>To the service desk: one of them asks the role service desk for somebody, and needs a yes.</summary>
    DeskAsked,

    /// <summary>To every owner and the service desk: somebody gets the role service desk in a day, unless it is stopped.</summary>
    DeskComing,

    /// <summary>To whom it concerns and to those who were told: access was given; no mailbox means the service desk.</summary>
    AccessGiven,

    /// <summary>To those who were told: a request was refused or stopped; no mailbox means the service desk.</summary>
    AccessStopped,

    /// <summary>To an account: access was taken away; no mailbox means the service desk.</summary>
    AccessTaken,

    /// <summary>To an account: it was suspended.</summary>
    AccountSuspended,

    /// <summary>To an account: it can be used again.</summary>
    AccountResumed,

    /// <summary>To an account: it has ended.</summary>
    AccountEnded,

    /// <summary>To nobody: stands for a notice to an address without account, so that the same work is done for it.</summary>
    Nothing,

    /// <summary>SMS: the code that unlocks a conversation (D17).</summary>
    UnlockSms,

    /// <summary>SMS: the code of a log-in (Z8).</summary>
    LogInSms,

    /// <summary>SMS: the code that proves a phone number.</summary>
    PhoneSms,

    /// <summary>SMS to a number that is not used for codes any more, without a code: it was changed, removed or reset.</summary>
    NumberEndedSms,
}

/// <summary>Everything a text may name. What a kind does not use is null.</summary>
/// <param name="Language"><c>nl</c> or <c>en</c>.</param>
/// <param name="Organisation">The organisation's name.</param>
/// <param name="SiteAddress">The site's origin, such as <c>https://veilig.example.nl</c>.</param>
/// <param name="Mailbox">The mailbox the conversation is with.</param>
/// <param name="Link">The whole link, secret included.</param>
/// <param name="Code">The code, as the person types it.</param>
/// <param name="Until">Until when the code or the link works.</param>
/// <param name="Factor">The second factor it is about.</param>
/// <param name="HelpPhone">The organisation's help contact.</param>
/// <param name="HelpEmail">The organisation's help contact.</param>
/// <param name="BrandColour"><c>#rrggbb</c>.</param>
/// <param name="HasLogo">Whether the mail carries the logo as an inline attachment with content id <c>logo</c>.</param>
/// <param name="Person">The address of the account it is about.</param>
/// <param name="By">The address of who asked.</param>
public sealed record NoticeFacts(
    string Language,
    string Organisation,
    Uri SiteAddress,
    string? Mailbox = null,
    string? Link = null,
    string? Code = null,
    DateTimeOffset? Until = null,
    FactorMethod? Factor = null,
    string? HelpPhone = null,
    string? HelpEmail = null,
    string? BrandColour = null,
    bool HasLogo = false,
    string? Person = null,
    string? By = null);

/// <summary>A mail as it leaves: the same content as text and as HTML.</summary>
public sealed record RenderedMail(string Subject, string PlainText, string Html);
