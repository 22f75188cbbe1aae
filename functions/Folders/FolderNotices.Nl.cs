namespace Zegel.Functions.Folders;

internal static partial class FolderNotices
{
    private static class Nl
    {
        public static MailText FolderShared(NoticeFacts facts) => new(
            $"{facts.Organisation} deelt een map met u",
            "Er wordt een map met u gedeeld",
            [
                $"De map is van {facts.Sender}. Wat erin staat, staat niet in deze mail.",
                "Druk op de knop en log in. Daarna ziet u de bestanden.",
            ],
            "Openen", []);

        public static MailText FolderNews(NoticeFacts facts) => new(
            $"{facts.Organisation}: nieuw in uw map",
            "Er staat iets nieuws in een map",
            [$"Er is iets toegevoegd aan een map die {facts.Sender} met u deelt."],
            "Openen",
            [
                "U krijgt één mail per map, ook als er veel bestanden zijn. " +
                "In de map kiest u of dat één keer per dag is.",
            ]);

        public static MailText MailboxFolderNews(NoticeFacts facts) => new(
            $"{facts.Organisation}: nieuw in een gedeelde map",
            "Er staat iets nieuws in een gedeelde map",
            [$"Er is iets toegevoegd aan een map van {facts.TheMailbox}."],
            "Mappen openen", []);

        public static MailText FolderFileDamaged(NoticeFacts facts) => new(
            $"{facts.Organisation}: een bestand in een map is beschadigd",
            "Een bestand in een map is beschadigd",
            [
                $"Iemand kon een bestand niet openen dat u in een map van {facts.Sender} hebt gezet: " +
                "het is niet meer zoals u het hebt geüpload. Wilt u het opnieuw uploaden?",
            ],
            "Openen", []);

        public static MailText FolderPersonNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: iemand kreeg geen mail over een map",
            "Iemand kreeg geen mail over een map",
            [
                $"Een mail over een map van {facts.TheMailbox} is niet aangekomen. In de map ziet u bij wie. " +
                "Klopt het mailadres?",
            ],
            "Mappen openen", []);
    }
}
