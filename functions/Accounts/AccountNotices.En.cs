namespace Zegel.Functions.Accounts;

internal static partial class AccountNotices
{
    private static class En
    {
        private const string NotYou = "Was this not you? Contact us at once.";

        private static string FactorOf(NoticeFacts facts) => facts.Factor switch
        {
            FactorMethod.App => "an authenticator app",
            FactorMethod.Sms => "a code by text message",
            FactorMethod.Email => "a code by mail",
            FactorMethod.Passkey => "a passkey",
            _ => throw new ArgumentException("This mail names a second factor.", nameof(facts)),
        };

        public static MailText Invitation(NoticeFacts facts) => new(
            $"{facts.Organisation} has an account for you", "Set up your account",
            [
                $"{facts.Organisation} has made an account for you. With it you read and send secure messages.",
                "Press the button and enter your e-mail address. You then get a second mail with a link to choose " +
                "a password.",
            ],
            "Set up account",
            [
                facts.Moment is null ? null : $"The link works until {facts.Moment}.",
                "If you do not expect an account, you do not have to do anything.",
            ]);
        public static MailText GuestInvitation(NoticeFacts facts) => new(
            $"{facts.Organisation} invites you to share files", "You are invited",
            [
                facts.By is null
                    ? $"{facts.Organisation} wants to share files with you safely."
                    : $"{facts.By} of {facts.Organisation} wants to share files with you safely.",
                "Press the button and enter this e-mail address. You then get a second mail with a link to choose a " +
                "password.",
                "Keep your phone at hand: it proves that it is you.",
            ],
            "Accept invitation",
            [
                facts.Moment is null
                    ? null
                    : $"The link works until {facts.Moment}. After that it gives you a new one.",
                "If you do not expect this, you do not have to do anything.",
            ]);
        public static MailText ClientInvitation(NoticeFacts facts) => new(
            $"{facts.Organisation} has an account for you", "Your client portal is ready",
            [
                facts.By is null
                    ? $"{facts.Organisation} has made an account for you in the client portal."
                    : $"{facts.By} gives you access to the client portal of {facts.Organisation}.",
                "There you read documents and messages, and send them back safely.",
                "Press the button and enter your e-mail address. You then get a second mail with a link to choose " +
                "a password.",
            ],
            "Set up account",
            [
                facts.Moment is null ? null : $"The link works until {facts.Moment}.",
                "If you do not expect an account, you do not have to do anything.",
            ]);
        public static MailText GuestAccessOver(NoticeFacts facts) => new(
            $"{facts.Organisation}: your access has ended", "Your access has ended",
            [
                "You asked for a link to set a password. You cannot log in now, because your access has ended.",
                facts.Moment is null
                    ? $"{facts.By ?? facts.Organisation} can help you."
                    : $"{facts.By ?? facts.Organisation} can restore it until {facts.Moment}. " +
                        "You then have all you had.",
            ],
            "To the website", ["If you did not ask for a link, you do not have to do anything."]);
        public static MailText PasswordLink(NoticeFacts facts) => new(
            $"{facts.Organisation}: set your password", "Set your password",
            ["Press the button and choose a password."],
            "Set password",
            [
                facts.Moment is null ? null : $"The link works until {facts.Moment}.",
                "If you did not ask for this, you do not have to do anything. Your password stays as it is.",
            ]);
        public static MailText PasswordSet(NoticeFacts facts) => new(
            $"{facts.Organisation}: your password is set", "Your password is set",
            [
                "Your password was set just now. From now on you log in with it. On other devices you have been " +
                "signed out.",
            ],
            "Log in", [NotYou]);
        public static MailText LogInMail(NoticeFacts facts) => new(
            $"{facts.Organisation}: your code to log in", "Your code to log in",
            ["Enter this code on the page where you are logging in:"],
            "To the log-in page",
            [
                facts.Moment is null ? null : $"The code works until {facts.Moment}.",
                "If you are not logging in now, someone knows your password. Set a new password at once.",
            ]);
        public static MailText AddressCodeMail(NoticeFacts facts) => new(
            $"{facts.Organisation}: confirm codes by mail", "Confirm codes by mail",
            ["You want to get your log-in codes by mail. Enter this code on the page:"],
            "To the log-in page", [facts.Moment is null ? null : $"The code works until {facts.Moment}.", NotYou]);
        public static MailText FactorAdded(NoticeFacts facts) => new(
            $"{facts.Organisation}: second step added", "A second step was added",
            [$"From now on you can log in with {FactorOf(facts)}."],
            "View my details", [NotYou]);
        public static MailText FactorRemoved(NoticeFacts facts) => new(
            $"{facts.Organisation}: second step removed", "A second step was removed",
            [$"You can no longer log in with {FactorOf(facts)}. You are signed out on all other devices."],
            "View my details", [NotYou]);
        public static MailText RecoveryCodeUsed(NoticeFacts facts) => new(
            $"{facts.Organisation}: a recovery code was used", "A recovery code was used",
            ["Someone logged in to your account with one of your recovery codes. That code does not work any more."],
            "View my details", [NotYou]);
        public static MailText RecoveryCodesMade(NoticeFacts facts) => new(
            $"{facts.Organisation}: new recovery codes", "New recovery codes were made",
            [
                "New recovery codes were made for your account. The old ones do not work any more. You are signed " +
                "out on all other devices.",
            ],
            "View my details", [NotYou]);
        public static MailText CodesDisabled(NoticeFacts facts) => new(
            $"{facts.Organisation}: too many wrong codes", "Log-in codes do not work any more",
            [
                "A wrong code was entered very often for your account. Someone knows your password and is guessing " +
                "codes.",
                "Nobody got in. To be safe, codes are not accepted any more. Log in with a passkey, or contact the " +
                "service desk.",
            ],
            "To the log-in page", ["Set a new password."]);
        public static MailText ManyWrongPasswords(NoticeFacts facts) => new(
            $"{facts.Organisation}: many wrong passwords", "A wrong password was entered many times",
            [
                "Today a wrong password was entered many times for your account. Nobody got in.",
                "Was it you? With the button you set a new password.",
            ],
            "Set a new password",
            [
                "Was it not you? Then you do not have to do anything. A long password that you use nowhere else " +
                "keeps your account safe.",
            ]);
        public static MailText DeviceCopied(NoticeFacts facts) => new(
            $"{facts.Organisation}: you were signed out", "Someone may have used your log-in",
            [
                "A device that stays signed in to your account was used in two places. That is not right.",
                "To be safe, we have ended it. Log in again with your password.",
            ],
            "Log in", [NotYou]);
        public static MailText PasskeyCopied(NoticeFacts facts) => new(
            $"{facts.Organisation}: a passkey was refused", "A passkey was refused",
            [
                "Someone logged in with a passkey of your account that may have been copied. We refused it. That " +
                "passkey lets nobody in any more, and you are signed out everywhere.",
                "Log in another way, remove that passkey and make a new one.",
            ],
            "View my details", [NotYou]);
        public static MailText SecondFactorReminder(NoticeFacts facts) => new(
            $"{facts.Organisation}: choose a second step before {facts.Moment}", "Choose a second step for logging in",
            [
                $"From {facts.Moment} you can only log in with a password and a second step, such as a code on your " +
                "phone.",
                "It takes about two minutes. Choose now, then you will not stand before a closed door.",
            ],
            "Choose a second step", []);
        public static MailText SecondFactorRequired(NoticeFacts facts) => new(
            $"{facts.Organisation}: a second step is now needed", "A second step is now needed",
            [
                "From today you log in with your password and a second step. You choose it the first time you log " +
                "in. Nothing of yours was lost.",
            ],
            "Log in", []);
        public static SmsText NumberEndedSms(NoticeFacts facts) =>
            new("This number no longer gets codes from ", ". Was this not you? Contact us.");
    }
}
