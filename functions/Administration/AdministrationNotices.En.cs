namespace Zegel.Functions.Administration;

internal static partial class AdministrationNotices
{
    private static class En
    {
        private const string NotYou = "Was this not you? Contact us at once.";

        public static MailText FactorReset(NoticeFacts facts) => new(
            $"{facts.Organisation}: your second step was reset", "Your second step was reset",
            [
                "The service desk has removed the second step of your account, because you asked for it. You were " +
                "signed out everywhere.",
                facts.Moment is null
                    ? "To choose a new second step, log in with your password. You then need a code that the " +
                        "service desk tells you by phone."
                    : $"From {facts.Moment} you can log in with your password and choose a new second step. Until " +
                        "then nobody can get in.",
            ],
            "Log in", [NotYou]);
        public static MailText SignInPolicyChanged(NoticeFacts facts) => new(
            $"{facts.Organisation}: the rules for logging in change", "The rules for logging in change",
            [
                "A colleague of the service desk is changing the rules for logging in: from when a second step is " +
                "needed, which one is allowed, what a reset of it needs, and how long a device is remembered.",
            ],
            "Look at the rules", ["Is this not right? Talk to your colleagues of the service desk."]);
        public static MailText AccessAsked(NoticeFacts facts) => new(
            $"{facts.Organisation}: somebody asks access to a mailbox", "Access to a mailbox is asked",
            [
                $"{facts.By} asks that {facts.Person} may read and write all messages in {facts.TheMailbox}.",
                "Nothing changes until an owner of the mailbox, or a second person of the service desk, says yes.",
            ],
            "Look at the request",
            [
                facts.Moment is null ? null : $"The request ends by itself on {facts.Moment}.",
                "Is this not right? Then you can stop it with the button, without logging in.",
            ]);
        public static MailText SuccessorAsked(NoticeFacts facts) => new(
            $"{facts.Organisation}: somebody is to take over a mailbox", "Somebody is to take over a mailbox",
            [
                $"{facts.By} asks that {facts.Person} becomes the owner of {facts.TheMailbox}, in the place of an " +
                "owner who leaves. The new owner can then read all messages in it.",
                "Nothing changes until somebody else says yes.",
            ],
            "Look at the request",
            [
                facts.Moment is null ? null : $"The request ends by itself on {facts.Moment}.",
                "Is this not right? Then you can stop it with the button, without logging in.",
            ]);
        public static MailText SuccessorComing(NoticeFacts facts) => new(
            $"{facts.Organisation}: a mailbox is taken over, unless you stop it", "A mailbox is taken over",
            [
                $"{facts.Person} agreed to become the owner of {facts.TheMailbox}. That happens by itself" +
                (facts.Moment is null ? "," : $" on {facts.Moment},") + " unless somebody stops it.",
            ],
            "Look at the request",
            ["Is this not right? Then stop it with the link in the mail that you got before, or say no after " +
                "logging in."]);
        public static MailText DeskAsked(NoticeFacts facts) => new(
            $"{facts.Organisation}: somebody is to join the service desk", "The role service desk is asked",
            [
                $"{facts.By} asks that {facts.Person} may work at the service desk: invite people, help them log in " +
                "and end accounts.",
                "Nothing changes until a second person of the service desk says yes.",
            ],
            "Look at the request",
            [
                facts.Moment is null ? null : $"The request ends by itself on {facts.Moment}.",
                "Is this not right? Then you can stop it with the button, without logging in.",
            ]);
        public static MailText DeskComing(NoticeFacts facts) => new(
            $"{facts.Organisation}: somebody joins the service desk, unless you stop it",
            "Somebody joins the service desk",
            [
                $"{facts.By} asks that {facts.Person} may work at the service desk: invite people, help them log in " +
                "and end accounts.",
                $"Nobody else works at the service desk now. That is why this happens by itself on {facts.Moment}, " +
                "unless somebody stops it.",
            ],
            "Look at the request or stop it",
            [
                "Do you not know about this, or do you not trust it? Then stop it with the button. You do not have " +
                "to log in.",
            ]);
        public static MailText AccessStopped(NoticeFacts facts) => new(
            $"{facts.Organisation}: a request was stopped", "A request was stopped",
            [facts.Mailbox is null
                ? $"The request that {facts.Person} may work at the service desk was stopped. Nothing has changed."
                : $"The request that {facts.Person} may read and write in {facts.TheMailbox} was stopped. Nothing " +
                    "has changed."],
            "To the service desk", []);
        public static MailText AccountSuspended(NoticeFacts facts) => new(
            $"{facts.Organisation}: your account is suspended", "Your account is suspended",
            ["The service desk has suspended your account. You were signed out everywhere and cannot log in now."],
            "To the website", ["Is this not right? Contact us."]);
        public static MailText AccountResumed(NoticeFacts facts) => new(
            $"{facts.Organisation}: you can use your account again", "You can use your account again",
            ["The service desk has opened your account again."],
            "Log in", []);
        public static MailText AccountEnded(NoticeFacts facts) => new(
            $"{facts.Organisation}: your account has ended", "Your account has ended",
            ["The service desk has ended your account. You were signed out everywhere and cannot log in any more."],
            "To the website", ["Is this not right? Contact us."]);
    }
}
