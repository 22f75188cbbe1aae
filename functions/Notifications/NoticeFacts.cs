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

    /// <summary>To the author of a file, or the owner of the mailbox: a reader's check of a file failed.</summary>
    FileDamaged,

    /// <summary>To a participant or the owner of a mailbox: a message could not be opened and must be sent again.</summary>
    MessageUnreadable,

    /// <summary>To a new account: the invitation (N2).</summary>
    Invitation,

    /// <summary>To an account: it was made and may log in (N8).</summary>
    AccountReady,

    /// <summary>SMS: the code that unlocks a conversation (D17).</summary>
    UnlockSms,

    /// <summary>SMS: the code of a log-in (Z8).</summary>
    LogInSms,

    /// <summary>SMS: the code that proves a phone number.</summary>
    PhoneSms,
}

/// <summary>Everything a text may name. What a kind does not use is null.</summary>
/// <param name="Language"><c>nl</c> or <c>en</c>.</param>
/// <param name="Organisation">The organisation's name.</param>
/// <param name="SiteAddress">The site's origin, such as <c>https://veilig.example.nl</c>.</param>
/// <param name="Mailbox">The mailbox the conversation is with.</param>
/// <param name="Link">The whole link, secret included.</param>
/// <param name="Code">The code, as the person types it.</param>
/// <param name="Until">Until when the code or the link works.</param>
/// <param name="HelpPhone">The organisation's help contact.</param>
/// <param name="HelpEmail">The organisation's help contact.</param>
/// <param name="BrandColour"><c>#rrggbb</c>.</param>
/// <param name="HasLogo">Whether the mail carries the logo as an inline attachment with content id <c>logo</c>.</param>
public sealed record NoticeFacts(
    string Language,
    string Organisation,
    Uri SiteAddress,
    string? Mailbox = null,
    string? Link = null,
    string? Code = null,
    DateTimeOffset? Until = null,
    string? HelpPhone = null,
    string? HelpEmail = null,
    string? BrandColour = null,
    bool HasLogo = false);

/// <summary>A mail as it leaves: the same content as text and as HTML.</summary>
public sealed record RenderedMail(string Subject, string PlainText, string Html);
