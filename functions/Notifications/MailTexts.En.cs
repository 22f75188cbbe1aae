namespace Zegel.Functions.Notifications;

internal static partial class MailTexts
{
    private const string KeepLink =
        "Do not forward this mail. With the link and the code someone else can open the message.";

    private static MailText English(NoticeKind kind, NoticeFacts facts)
    {
        var organisation = facts.Organisation;
        var sender = Sender(facts, "at");
        var mailbox = facts.Mailbox is { } name ? $"the mailbox {name}" : "your mailbox";
        var until = facts.Until is { } time ? Moment(time, "en-GB") : null;
        var codeUntil = until is null
            ? null
            : $"The code works until {until}. After that you can ask for a new code on the page.";

        return kind switch
        {
            NoticeKind.StarterCode => new(
                $"{organisation}: confirm your e-mail address",
                "Confirm your e-mail address",
                [
                    $"You want to send a secure message to {sender}. First confirm that this e-mail address is yours.",
                    "Press the button and enter this code:",
                ],
                "Confirm e-mail address",
                [
                    until is null ? null : $"The code works until {until}.",
                    "If you did not ask for this, you do not have to do anything. Without the code nothing happens.",
                ]),
            NoticeKind.MessageWaiting => new(
                $"{organisation} has a secure message for you",
                "A secure message is waiting for you",
                [
                    $"The message is from {sender}. Its content is not in this mail.",
                    "Press the button. You then see the last digits of the phone number that we have for you. " +
                    "Is the number right? Then we send you a text message with a code. With it you open the message.",
                ],
                "Open message",
                [until is null ? null : $"You can open the message until {until}."]),
            NoticeKind.MessageWaitingWithCode => new(
                $"{organisation} has a secure message for you",
                "A secure message is waiting for you",
                [
                    $"The message is from {sender}. Its content is not in this mail.",
                    "Press the button and enter this code:",
                ],
                "Open message",
                [codeUntil, KeepLink]),
            NoticeKind.CodeAgain => new(
                $"{organisation}: your new code",
                "Your new code",
                [
                    $"You asked for a new code for the secure message from {sender}.",
                    "Press the button and enter this code:",
                ],
                "Open message",
                [codeUntil, KeepLink]),
            NoticeKind.MessageReceived => new(
                $"{organisation} has received your message",
                "Your message has arrived",
                [
                    $"{sender} has received your secure message in good order.",
                    "You get a mail when an answer is waiting for you. With the button you read your message again.",
                ],
                "Open conversation",
                []),
            NoticeKind.MailboxMessage => new(
                $"{organisation}: new secure message",
                "A new message is waiting",
                [$"There is a new secure message in {mailbox}. Its content is not in this mail."],
                "Open mailbox",
                []),
            NoticeKind.NumberWrong => new(
                $"{organisation}: the phone number of a recipient is wrong",
                "The phone number of a recipient is wrong",
                [
                    $"A recipient of a message from {mailbox} says that the phone number is wrong. " +
                    "That is why the recipient cannot open the message.",
                    "Read the recipient's explanation in the conversation. Ask for the right number in a way that " +
                    "you trust, by telephone for example. Then send the message in a new conversation.",
                ],
                "Open mailbox",
                []),
            NoticeKind.ParticipantLocked => new(
                $"{organisation}: too many wrong codes",
                "A recipient cannot reach the message now",
                [
                    $"A wrong code was entered too often for a message from {mailbox}. " +
                    "That is why this recipient's access is blocked. Those codes opened nothing.",
                    until is null ? null : $"The recipient can try again from {until}.",
                    "Contact the recipient if you think that someone else is trying.",
                ],
                "Open mailbox",
                []),
            NoticeKind.FileDamaged => new(
                $"{organisation}: a file is damaged",
                "A file is damaged",
                [
                    $"A file in a conversation with {sender} cannot be opened. The check on opening it failed.",
                    "Open the conversation and send the file again.",
                ],
                "Open conversation",
                []),
            NoticeKind.MessageUnreadable => new(
                $"{organisation}: a message cannot be opened",
                "A message cannot be opened",
                [
                    $"A message in a conversation with {sender} cannot be opened. That is why it has not been read.",
                    "Open the conversation and send the message again.",
                ],
                "Open conversation",
                []),
            NoticeKind.Invitation => new(
                $"{organisation} has an account for you",
                "Set up your account",
                [
                    $"{organisation} has made an account for you. With it you read and send secure messages.",
                    "Press the button and choose a password. Keep your mobile phone at hand: " +
                    "you get a text message with a code.",
                ],
                "Set password",
                [
                    until is null ? null : $"The link works until {until}.",
                    "If you do not expect an account, you do not have to do anything.",
                ]),
            NoticeKind.AccountReady => new(
                $"{organisation}: your account is ready",
                "Your account is ready",
                ["Your password is set. You can log in now."],
                "Log in",
                ["If you did not do this yourself, contact us at once."]),
            _ => throw NotAMail(kind),
        };
    }

    private static MailFrame EnglishFrame(NoticeFacts facts) => new(
        "Is the button not working? Open this address:",
        "This is how you see that this mail is real. The link always begins with this address:",
        "Do you see another address in your browser? Then enter nothing and contact us.",
        (facts.HelpPhone, facts.HelpEmail) switch
        {
            ({ } phone, { } email) => $"Need help? Call {phone} or mail {email}",
            ({ } phone, null) => $"Need help? Call {phone}",
            (null, { } email) => $"Need help? Mail {email}",
            _ => null,
        },
        "This mail was sent automatically. Answers to this mail do not arrive.");
}
