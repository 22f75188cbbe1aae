namespace Zegel.Functions.Dossiers;

internal static partial class DossierNotices
{
    private static class Nl
    {
        public static MailText DossierShared(NoticeFacts facts) => new(
            $"{facts.Organisation}: er staat een dossier voor u klaar",
            "Er staat een dossier voor u klaar",
            [
                $"Het dossier is van {facts.Sender}. Wat erin staat, staat niet in deze mail.",
                "Klik op de knop en log in. Dan ziet u het dossier.",
            ],
            "Portaal openen", []);

        public static MailText DocumentsReady(NoticeFacts facts) => new(
            $"{facts.Organisation}: nieuwe documenten in uw portaal",
            "Er staan nieuwe documenten voor u klaar",
            [$"{facts.Sender} heeft iets in uw dossier gezet. Wat het is, staat niet in deze mail."],
            "Portaal openen", Once("documenten"));

        public static MailText MessageReady(NoticeFacts facts) => new(
            $"{facts.Organisation}: een nieuw bericht in uw portaal",
            "Er staat een nieuw bericht voor u klaar",
            [$"{facts.Sender} schreef u een bericht in uw dossier. Wat erin staat, staat niet in deze mail."],
            "Portaal openen", Once("berichten"));

        public static MailText FormsReady(NoticeFacts facts) => new(
            $"{facts.Organisation}: er staat iets voor u klaar in uw portaal",
            "Er staat iets voor u klaar om te doen",
            [
                $"{facts.Sender} vraagt u iets in te vullen, aan te leveren of te lezen. " +
                "Wat het is, staat niet in deze mail.",
                "Klik op de knop en log in. Dan ziet u het onder Acties.",
            ],
            "Portaal openen", Once("vragen"));

        public static MailText FormsWait(NoticeFacts facts) => new(
            $"{facts.Organisation}: er wacht nog iets op u in uw portaal",
            "Er wacht nog iets op u",
            [
                $"{facts.Sender} vroeg u iets in te vullen, aan te leveren of te lezen. " +
                "Wat het is, staat niet in deze mail.",
                $"Wilt u dit doen tot en met {facts.Day}?",
            ],
            "Portaal openen", []);

        public static MailText ClientDelivered(NoticeFacts facts) => new(
            $"{facts.Organisation}: een cliënt leverde iets aan in een dossier",
            "Een cliënt leverde iets aan",
            [
                $"In een dossier van {facts.TheMailbox} staat iets dat u vroeg. U behandelt het, of neemt waar.",
            ],
            "Dossiers openen", []);

        public static MailText ClientWrote(NoticeFacts facts) => new(
            $"{facts.Organisation}: een cliënt schreef in een dossier",
            "Een cliënt schreef in een dossier",
            [$"Er is een nieuw bericht in een dossier van {facts.TheMailbox}. U behandelt het, of neemt waar."],
            "Dossiers openen", []);

        public static MailText ClientWroteToNobody(NoticeFacts facts) => new(
            $"{facts.Organisation}: een cliënt schreef in een dossier",
            "Een cliënt schreef in een dossier",
            [
                $"Er is een nieuw bericht in een dossier van {facts.TheMailbox}. De behandelaar werkt niet meer in " +
                "deze mailbox. Kies in het dossier een andere behandelaar.",
            ],
            "Dossiers openen", []);

        public static MailText ClientDeliveredToNobody(NoticeFacts facts) => new(
            $"{facts.Organisation}: een cliënt leverde iets aan in een dossier",
            "Een cliënt leverde iets aan",
            [
                $"In een dossier van {facts.TheMailbox} staat iets dat gevraagd was. De behandelaar werkt niet meer " +
                "in deze mailbox. Kies in het dossier een andere behandelaar.",
            ],
            "Dossiers openen", []);

        public static MailText DossierFileDamaged(NoticeFacts facts) => new(
            $"{facts.Organisation}: een bestand in een dossier is beschadigd",
            "Een bestand in een dossier is beschadigd",
            [
                $"Iemand kon een bestand in een dossier van {facts.Sender} niet openen: " +
                "het is niet meer zoals het werd geüpload. Wilt u het opnieuw uploaden?",
            ],
            "Openen", []);

        public static MailText ClientNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: een cliënt kreeg geen mail over een dossier",
            "Een cliënt kreeg geen mail over een dossier",
            [
                $"Een mail over een dossier van {facts.TheMailbox} is niet aangekomen. In het dossier ziet u wie. " +
                "Klopt het e-mailadres?",
            ],
            "Dossiers openen", []);

        private static string[] Once(string what) =>
            [$"U krijgt één mail totdat u hebt gelezen, ook als er meer {what} komen."];
    }
}
