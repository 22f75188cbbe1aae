namespace Zegel.Functions.Clients;

internal static partial class ClientNotices
{
    private static class En
    {
        public static MailText ClientHere(NoticeFacts facts) => new(
            $"{facts.Organisation}: the client portal is ready for you", "The client portal is ready for you",
            [
                $"In the client portal of {facts.Organisation} you read documents and messages, and send them back " +
                "safely.",
                "You have an account already. Log in as you always do.",
            ],
            "To the portal", ["If you do not expect this, you do not have to do anything."]);
        public static MailText ExtraAccountHere(NoticeFacts facts) => new(
            $"{facts.Organisation}: the client portal is ready for you", "The client portal is ready for you",
            [
                $"{facts.By} gives you access to the client portal of {facts.Organisation}. There you read documents " +
                "and messages, and send them back safely.",
                "You have an account already. Log in as you always do.",
            ],
            "To the portal", ["If you do not expect this, you do not have to do anything."]);
        public static MailText ExtraAccountEnded(NoticeFacts facts) => new(
            $"{facts.Organisation}: your access has ended", "Your access has ended",
            [
                $"{facts.By} has ended your access to the client portal of {facts.Organisation}. You are signed out " +
                "everywhere.",
            ],
            "To the website", [$"If this is not right, ask {facts.By}."]);
    }
}
