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

        public static MailText ClientWrote(NoticeFacts facts) => new(
            $"{facts.Organisation}: een cliënt schreef in een dossier",
            "Een cliënt schreef in een dossier",
            [$"Er is een nieuw bericht in een dossier van {facts.TheMailbox}. U behandelt het, of neemt waar."],
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
