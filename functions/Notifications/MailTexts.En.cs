using Zegel.Functions.Access;

namespace Zegel.Functions.Notifications;

internal static partial class MailTexts
{
    private const string KeepLink =
        "Do not forward this mail. With the link and the code someone else can open the message.";

    private const string NotYou = "Was this not you? Contact us at once.";

    private static string FactorEn(NoticeFacts facts) => facts.Factor switch
    {
        FactorMethod.App => "an authenticator app",
        FactorMethod.Sms => "a code by text message",
        FactorMethod.Email => "a code by mail",
        FactorMethod.Passkey => "a passkey",
        _ => throw new ArgumentException("This mail names a second factor.", nameof(facts)),
    };

    private static MailText English(NoticeKind kind, NoticeFacts facts)
    {
        var organisation = facts.Organisation;
        var sender = Sender(facts, "at");
        var mailbox = facts.Mailbox is { } name ? $"the mailbox {name}" : "your mailbox";
        var until = facts.Until is { } time ? Moment(time, "en-GB", "Dutch time") : null;
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
            NoticeKind.ParticipantDisabled => new(
                $"{organisation}: a recipient's link was switched off",
                "A recipient's link was switched off",
                [
                    $"Wrong codes were entered very often for a message from {mailbox}. " +
                    "That is why this recipient's link does not work any more. Those codes opened nothing.",
                    "Open the conversation to send the recipient a new link. Call the recipient first if you think that " +
                    "someone else is trying.",
                ],
                "Open mailbox",
                []),
            NoticeKind.NewLink => new(
                $"{organisation}: your new link",
                "Your new link",
                [
                    $"There is a new link for your secure message from {sender}. The old link does not work any more.",
                    "Press the button. You then see the last digits of the phone number that we have of you. " +
                    "Is the number right? Then we send you an SMS with a code. With it you open the message.",
                ],
                "Open message",
                []),
            NoticeKind.NewLinkWithCode => new(
                $"{organisation}: your new link",
                "Your new link",
                [
                    $"There is a new link for your secure message from {sender}. The old link does not work any more.",
                    "Press the button and enter this code:",
                ],
                "Open message",
                [codeUntil, KeepLink]),
            NoticeKind.RecipientNotReached => new(
                $"{organisation}: a mail to a recipient did not arrive",
                "A mail to a recipient did not arrive",
                [
                    $"A message from {mailbox} is waiting, but the mail that says so to the recipient did not arrive. " +
                    "So the recipient does not know of the message.",
                    "Open the conversation and check the address. If need be, contact the recipient in another way.",
                ],
                "Open mailbox",
                []),
            NoticeKind.StarterFlooded => new(
                $"{organisation}: unusually many requests",
                "Unusually many requests",
                [
                    $"Unusually many people ask to send a message to {mailbox} at the moment. " +
                    "Maybe someone is trying to hinder you.",
                    "Everybody can still reach you. Ask your administrator to look at what is happening.",
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
                    $"A message in a conversation with {sender} cannot be opened. That is why it has not arrived.",
                    "Begin a new conversation and send the message again.",
                ],
                "Open conversation",
                []),
            NoticeKind.Invitation => new(
                $"{organisation} has an account for you",
                "Set up your account",
                [
                    $"{organisation} has made an account for you. With it you read and send secure messages.",
                    "Press the button and enter your e-mail address. You then get a second mail with a link to choose a password.",
                ],
                "Set up account",
                [
                    until is null ? null : $"The link works until {until}.",
                    "If you do not expect an account, you do not have to do anything.",
                ]),
            NoticeKind.PasswordLink => new(
                $"{organisation}: set your password",
                "Set your password",
                ["Press the button and choose a password."],
                "Set password",
                [
                    until is null ? null : $"The link works until {until}.",
                    "If you did not ask for this, you do not have to do anything. Your password stays as it is.",
                ]),
            NoticeKind.PasswordSet => new(
                $"{organisation}: your password is set",
                "Your password is set",
                ["Your password was set just now. From now on you log in with it. On other devices you have been signed out."],
                "Log in",
                [NotYou]),
            NoticeKind.LogInMail => new(
                $"{organisation}: your code to log in",
                "Your code to log in",
                ["Enter this code on the page where you are logging in:"],
                "To the log-in page",
                [codeUntil is null ? null : $"The code works until {until}.", "If you are not logging in now, someone knows your password. Set a new password at once."]),
            NoticeKind.AddressCodeMail => new(
                $"{organisation}: confirm codes by mail",
                "Confirm codes by mail",
                ["You want to get your log-in codes by mail. Enter this code on the page:"],
                "To the log-in page",
                [until is null ? null : $"The code works until {until}.", NotYou]),
            NoticeKind.FactorAdded => new(
                $"{organisation}: second step added",
                "A second step was added",
                [$"From now on you can log in with {FactorEn(facts)}."],
                "View my details",
                [NotYou]),
            NoticeKind.FactorRemoved => new(
                $"{organisation}: second step removed",
                "A second step was removed",
                [$"You can no longer log in with {FactorEn(facts)}. You are signed out on all other devices."],
                "View my details",
                [NotYou]),
            NoticeKind.FactorReset => new(
                $"{organisation}: your second step was reset",
                "Your second step was reset",
                [
                    "The service desk has removed the second step of your account, because you asked for it. You were signed out everywhere.",
                    until is null
                        ? "To choose a new second step, log in with your password. You then need a code that the service desk tells you by phone."
                        : $"From {until} you can log in with your password and choose a new second step. Until then nobody can get in.",
                ],
                "Log in",
                [NotYou]),
            NoticeKind.RecoveryCodeUsed => new(
                $"{organisation}: a recovery code was used",
                "A recovery code was used",
                ["Someone logged in to your account with one of your recovery codes. That code does not work any more."],
                "View my details",
                [NotYou]),
            NoticeKind.RecoveryCodesMade => new(
                $"{organisation}: new recovery codes",
                "New recovery codes were made",
                ["New recovery codes were made for your account. The old ones do not work any more. You are signed out on all other devices."],
                "View my details",
                [NotYou]),
            NoticeKind.CodesDisabled => new(
                $"{organisation}: too many wrong codes",
                "Log-in codes do not work any more",
                ["A wrong code was entered very often for your account. Someone knows your password and is guessing codes.", "Nobody got in. To be safe, codes are not accepted any more. Log in with a passkey, or contact the service desk."],
                "To the log-in page",
                ["Set a new password."]),
            NoticeKind.ManyWrongPasswords => new(
                $"{organisation}: many wrong passwords",
                "A wrong password was entered many times",
                ["Today a wrong password was entered many times for your account. Nobody got in.", "Was it you? With the button you set a new password."],
                "Set a new password",
                ["Was it not you? Then you do not have to do anything. A long password that you use nowhere else keeps your account safe."]),
            NoticeKind.DeviceCopied => new(
                $"{organisation}: you were signed out",
                "Someone may have used your log-in",
                ["A device that stays signed in to your account was used in two places. That is not right.", "To be safe, we have ended it. Log in again with your password."],
                "Log in",
                [NotYou]),
            NoticeKind.PasskeyCopied => new(
                $"{organisation}: a passkey was refused",
                "A passkey was refused",
                ["Someone logged in with a passkey of your account that may have been copied. We refused it. That passkey lets nobody in any more, and you are signed out everywhere.", "Log in another way, remove that passkey and make a new one."],
                "View my details",
                [NotYou]),
            NoticeKind.SecondFactorReminder => new(
                $"{organisation}: choose a second step before {until}",
                "Choose a second step for logging in",
                [$"From {until} you can only log in with a password and a second step, such as a code on your phone.", "It takes about two minutes. Choose now, then you will not stand before a closed door."],
                "Choose a second step",
                []),
            NoticeKind.SecondFactorRequired => new(
                $"{organisation}: a second step is now needed",
                "A second step is now needed",
                ["From today you log in with your password and a second step. You choose it the first time you log in. Nothing of yours was lost."],
                "Log in",
                []),
            NoticeKind.SignInPolicyChanged => new(
                $"{organisation}: the rules for logging in change",
                "The rules for logging in change",
                ["A colleague of the service desk is changing the rules for logging in: from when a second step is needed, which one is allowed, what a reset of it needs, and how long a device is remembered."],
                "Look at the rules",
                ["Is this not right? Talk to your colleagues of the service desk."]),
            NoticeKind.AccessAsked => new(
                $"{organisation}: somebody asks access to a mailbox",
                "Access to a mailbox is asked",
                [$"{facts.By} asks that {facts.Person} may read and write all messages in {mailbox}.", "Nothing changes until an owner of the mailbox, or a second person of the service desk, says yes."],
                "Look at the request",
                [until is null ? null : $"The request ends by itself on {until}.", "Is this not right? Then you can stop it with the button, without logging in."]),
            NoticeKind.DeskAsked => new(
                $"{organisation}: somebody is to join the service desk",
                "The role service desk is asked",
                [$"{facts.By} asks that {facts.Person} may work at the service desk: invite people, help them log in and end accounts.", "Nothing changes until a second person of the service desk says yes."],
                "Look at the request",
                [until is null ? null : $"The request ends by itself on {until}.", "Is this not right? Then you can stop it with the button, without logging in."]),
            NoticeKind.DeskComing => new(
                $"{organisation}: somebody joins the service desk, unless you stop it",
                "Somebody joins the service desk",
                [$"{facts.By} asks that {facts.Person} may work at the service desk: invite people, help them log in and end accounts.", $"Nobody else works at the service desk now. That is why this happens by itself on {until}, unless somebody stops it."],
                "Look at the request or stop it",
                ["Do you not know about this, or do you not trust it? Then stop it with the button. You do not have to log in."]),
            NoticeKind.AccessGiven => new(
                $"{organisation}: access was given",
                "Access was given",
                [facts.Mailbox is null
                    ? $"{facts.Person} can work at the service desk from now on."
                    : $"{facts.Person} can read and write in {mailbox} from now on."],
                "Log in",
                ["Is this not right? Contact us at once."]),
            NoticeKind.AccessStopped => new(
                $"{organisation}: a request was stopped",
                "A request was stopped",
                [facts.Mailbox is null
                    ? $"The request that {facts.Person} may work at the service desk was stopped. Nothing has changed."
                    : $"The request that {facts.Person} may read and write in {mailbox} was stopped. Nothing has changed."],
                "To the service desk",
                []),
            NoticeKind.AccessTaken => new(
                $"{organisation}: your access has changed",
                "Your access has changed",
                [facts.Mailbox is null ? "You no longer work at the service desk." : $"You can no longer read and write in {mailbox}."],
                "To the website",
                ["Is this not right? Contact us."]),
            NoticeKind.AccountSuspended => new(
                $"{organisation}: your account is suspended",
                "Your account is suspended",
                ["The service desk has suspended your account. You were signed out everywhere and cannot log in now."],
                "To the website",
                ["Is this not right? Contact us."]),
            NoticeKind.AccountResumed => new(
                $"{organisation}: you can use your account again",
                "You can use your account again",
                ["The service desk has opened your account again."],
                "Log in",
                []),
            NoticeKind.AccountEnded => new(
                $"{organisation}: your account has ended",
                "Your account has ended",
                ["The service desk has ended your account. You were signed out everywhere and cannot log in any more."],
                "To the website",
                ["Is this not right? Contact us."]),
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
