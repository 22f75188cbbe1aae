using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Conversations;

/// <summary>The notices of conversations, with their texts in the files beside this one.</summary>
internal static partial class ConversationNotices
{
    private const int MostOfAddress = 40;

    private static readonly NoticeLink Opening = new("/open/", participantId => participantId);

    /// <summary>To a one-off sender: the link and the code that confirm the address (D8, D9).</summary>
    public static readonly Notice StarterCode = Notice.Mail(
        Nl.StarterCode, En.StarterCode, link: Opening, code: CodeForm.Characters);

    /// <summary>To a participant with method SMS: something waits; no code, no content (D15).</summary>
    public static readonly Notice MessageWaiting = Notice.Mail(
        Nl.MessageWaiting, En.MessageWaiting, link: Opening, tellsOfMessage: true);

    /// <summary>To a participant with method none: something waits, with the code (Z14).</summary>
    public static readonly Notice MessageWaitingWithCode = Notice.Mail(
        Nl.MessageWaitingWithCode, En.MessageWaitingWithCode, link: Opening, code: CodeForm.Characters,
        tellsOfMessage: true);

    /// <summary>To a participant with method password: something waits (Z13).</summary>
    public static readonly Notice MessageWaitingForPassword = Notice.Mail(
        Nl.MessageWaitingForPassword, En.MessageWaitingForPassword, link: Opening, tellsOfMessage: true);

    /// <summary>To a participant with method account: something waits (Z38).</summary>
    public static readonly Notice MessageWaitingForAccount = Notice.Mail(
        Nl.MessageWaitingForAccount, En.MessageWaitingForAccount, link: Opening, tellsOfMessage: true,
        alwaysGoes: true);

    /// <summary>To a participant who did not read what waits, once more.</summary>
    public static readonly Notice Reminder = Notice.Mail(
        Nl.Reminder, En.Reminder, link: Opening, tellsOfMessage: true, alwaysGoes: true);

    /// <summary>To a participant with method none who did not read what waits, once more, with a code.</summary>
    public static readonly Notice ReminderWithCode = Notice.Mail(
        Nl.ReminderWithCode, En.ReminderWithCode, link: Opening, code: CodeForm.Characters, tellsOfMessage: true);

    /// <summary>To a participant with method none who asked for a fresh code.</summary>
    public static readonly Notice CodeAgain = Notice.Mail(
        Nl.CodeAgain, En.CodeAgain, link: Opening, code: CodeForm.Characters);

    /// <summary>To a participant who wrote: the message arrived in good order (D5, D14).</summary>
    public static readonly Notice MessageReceived = Notice.Mail(
        Nl.MessageReceived, En.MessageReceived, link: Opening, tellsOfMessage: true);

    /// <summary>To the owner of a mailbox: a message waits in it.</summary>
    public static readonly Notice MailboxMessage = Notice.Mail(
        Nl.MailboxMessage, En.MailboxMessage, "/mail/", tellsOfMessage: true);

    /// <summary>To the owner of a mailbox: a recipient says the phone number is not theirs (D17).</summary>
    public static readonly Notice NumberWrong = Notice.Mail(Nl.NumberWrong, En.NumberWrong, "/mail/", canWait: true);

    /// <summary>To the owner of a mailbox: a recipient is locked out after too many wrong codes.</summary>
    public static readonly Notice ParticipantLocked = Notice.Mail(
        Nl.ParticipantLocked, En.ParticipantLocked, "/mail/", canWait: true);

    /// <summary>To the owner of a mailbox: a recipient's link was shut for good after too many wrong codes.</summary>
    public static readonly Notice ParticipantDisabled = Notice.Mail(
        Nl.ParticipantDisabled, En.ParticipantDisabled, "/mail/", canWait: true);

    /// <summary>To a participant with any other method than none: staff made another link.</summary>
    public static readonly Notice NewLink = Notice.Mail(Nl.NewLink, En.NewLink, link: Opening);

    /// <summary>To a participant with method none: staff made another link; with the code.</summary>
    public static readonly Notice NewLinkWithCode = Notice.Mail(
        Nl.NewLinkWithCode, En.NewLinkWithCode, link: Opening, code: CodeForm.Characters);

    /// <summary>To a participant: a browser is remembered; the link leads to ending that.</summary>
    public static readonly Notice ReaderRemembered = Notice.Mail(
        Nl.ReaderRemembered, En.ReaderRemembered, link: new("/device/", ReaderDevices.LinkOf));

    /// <summary>To a participant: a remembered browser may have been copied; none is any more.</summary>
    public static readonly Notice ReaderCopied = Notice.Mail(Nl.ReaderCopied, En.ReaderCopied, link: Opening);

    /// <summary>To the owner of a mailbox: a recipient could not be told that a message waits.</summary>
    public static readonly Notice RecipientNotReached = Notice.Mail(
        Nl.RecipientNotReached, En.RecipientNotReached, "/mail/", canWait: true);

    /// <summary>To the owner of a mailbox: an SMS to a recipient did not arrive (X12).</summary>
    public static readonly Notice SmsNotReached = Notice.Mail(
        Nl.SmsNotReached, En.SmsNotReached, "/mail/", canWait: true);

    /// <summary>SMS, to a recipient whom mail does not reach: that a message waits, and whom to call (X12).</summary>
    public static readonly Notice MailNotReached = Notice.Sms(Nl.MailNotReached, En.MailNotReached);

    /// <summary>To the owner of a mailbox: unusually many begin at its starter.</summary>
    public static readonly Notice StarterFlooded = Notice.Mail(Nl.StarterFlooded, En.StarterFlooded, "/mail/");

    /// <summary>To the author of a file, or the owner of the mailbox: a reader's check of a file failed.</summary>
    public static readonly Notice FileDamaged = Notice.Mail(
        Nl.FileDamaged, En.FileDamaged, "/mail/", link: Opening, canWait: true);

    /// <summary>
    /// To a participant or the owner of a mailbox: a message cannot be opened, and must be sent anew.
    /// </summary>
    public static readonly Notice MessageUnreadable = Notice.Mail(
        Nl.MessageUnreadable, En.MessageUnreadable, "/mail/", link: Opening, canWait: true);

    /// <summary>To the owner of a mailbox: what waited to be sent could not be, and is a draft again (X5).</summary>
    public static readonly Notice MessageNotSent = Notice.Mail(
        Nl.MessageNotSent, En.MessageNotSent, "/mail/", canWait: true);

    /// <summary>To somebody of a mailbox: a colleague gave them a conversation (X7).</summary>
    public static readonly Notice ConversationAssigned = Notice.Mail(
        Nl.ConversationAssigned, En.ConversationAssigned, "/mail/", canWait: true);

    /// <summary>SMS: the code that unlocks a conversation (D17).</summary>
    public static readonly Notice UnlockSms = Notice.SmsWithCode();

    /// <summary>Those that tell somebody outside of a message, and are of no use once it is revoked.</summary>
    public static IReadOnlyList<Notice> OfMessages { get; } =
    [
        MessageWaiting, MessageWaitingWithCode, MessageWaitingForPassword, MessageWaitingForAccount, Reminder,
        ReminderWithCode,
    ];

    /// <summary>Without one of these a recipient does not know of a message.</summary>
    public static IReadOnlyList<Notice> OfWaiting { get; } = [.. OfMessages, NewLink, NewLinkWithCode];

    /// <summary>The notice that something waits, to whoever can open it now, and the reader as told.</summary>
    public static (Participant Told, OutboxItem Notice) OfWaitingTo(
        Participant reader, Conversation conversation, DateTimeOffset now)
    {
        var told = reader.Told(now);
        if (reader.Method == Method.None)
        {
            var (codes, challenge) = reader.Codes.SendWithNotice(Tokens.NewId(), now);
            return (
                told with { Codes = codes },
                Notices.To(reader, MessageWaitingWithCode, conversation, challenge));
        }

        var kind = reader.Method switch
        {
            Method.Password => MessageWaitingForPassword,
            Method.Account => MessageWaitingForAccount,
            _ => MessageWaiting,
        };
        return (told, Notices.To(reader, kind, conversation));
    }

    /// <summary>What of a masked address there is room for in an SMS: its beginning says whose it is.</summary>
    private static string Shortened(NoticeFacts facts) =>
        facts.Person is { Length: > MostOfAddress } person ? person[..MostOfAddress] + "..." : facts.Person!;
}
