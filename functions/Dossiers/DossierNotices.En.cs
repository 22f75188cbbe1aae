namespace Zegel.Functions.Dossiers;

internal static partial class DossierNotices
{
    private static class En
    {
        public static MailText DossierShared(NoticeFacts facts) => new(
            $"{facts.Organisation}: a dossier is ready for you",
            "A dossier is ready for you",
            [
                $"The dossier is from {facts.Sender}. What is in it is not in this mail.",
                "Press the button and log in. Then you see the dossier.",
            ],
            "Open portal", []);

        public static MailText DocumentsReady(NoticeFacts facts) => new(
            $"{facts.Organisation}: new documents in your portal",
            "There are new documents for you",
            [$"{facts.Sender} put something in your dossier. What it is, is not in this mail."],
            "Open portal", Once("documents"));

        public static MailText MessageReady(NoticeFacts facts) => new(
            $"{facts.Organisation}: a new message in your portal",
            "There is a new message for you",
            [$"{facts.Sender} wrote you a message in your dossier. What it says is not in this mail."],
            "Open portal", Once("messages"));

        public static MailText FormsReady(NoticeFacts facts) => new(
            $"{facts.Organisation}: something is ready for you in your portal",
            "There is something for you to do",
            [
                $"{facts.Sender} asks you to fill in, deliver or read something. What it is, is not in this mail.",
                "Press the button and log in. Then you see it under Actions.",
            ],
            "Open portal", Once("questions"));

        public static MailText FormsWait(NoticeFacts facts) => new(
            $"{facts.Organisation}: something still waits for you in your portal",
            "Something still waits for you",
            [
                $"{facts.Sender} asked you to fill in, deliver or read something. What it is, is not in this mail.",
                $"Would you do this up to and including {facts.Day}?",
            ],
            "Open portal", []);

        public static MailText ClientDelivered(NoticeFacts facts) => new(
            $"{facts.Organisation}: a client delivered something in a dossier",
            "A client delivered something",
            [$"In a dossier of {facts.TheMailbox} there is something that you asked for. You handle it, or stand in."],
            "Open dossiers", []);

        public static MailText ClientWrote(NoticeFacts facts) => new(
            $"{facts.Organisation}: a client wrote in a dossier",
            "A client wrote in a dossier",
            [$"There is a new message in a dossier of {facts.TheMailbox}. You handle it, or stand in."],
            "Open dossiers", []);

        public static MailText ClientWroteToNobody(NoticeFacts facts) => new(
            $"{facts.Organisation}: a client wrote in a dossier",
            "A client wrote in a dossier",
            [
                $"There is a new message in a dossier of {facts.TheMailbox}. Its handler no longer works in this " +
                "mailbox. Choose another handler in the dossier.",
            ],
            "Open dossiers", []);

        public static MailText ClientDeliveredToNobody(NoticeFacts facts) => new(
            $"{facts.Organisation}: a client delivered something in a dossier",
            "A client delivered something",
            [
                $"In a dossier of {facts.TheMailbox} there is something that was asked for. Its handler no longer " +
                "works in this mailbox. Choose another handler in the dossier.",
            ],
            "Open dossiers", []);

        public static MailText DossierFileDamaged(NoticeFacts facts) => new(
            $"{facts.Organisation}: a file in a dossier is damaged",
            "A file in a dossier is damaged",
            [
                $"Somebody could not open a file in a dossier of {facts.Sender}: " +
                "it is no longer as it was uploaded. Would you upload it again?",
            ],
            "Open", []);

        public static MailText ClientNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: a client got no mail about a dossier",
            "A client got no mail about a dossier",
            [
                $"A mail about a dossier of {facts.TheMailbox} did not arrive. In the dossier you see whose. " +
                "Is the e-mail address right?",
            ],
            "Open dossiers", []);

        private static string[] Once(string what) =>
            [$"You get one mail until you have read it, also when more {what} come."];
    }
}
