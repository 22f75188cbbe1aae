namespace Zegel.Functions.Guests;

internal static partial class GuestNotices
{
    private static class Nl
    {
        public static MailText GuestHere(NoticeFacts facts) => new(
            $"{facts.Organisation} wil bestanden met u delen", "U bent uitgenodigd",
            [
                $"{facts.Person} van {facts.Organisation} wil veilig bestanden met u delen.",
                "U hebt al een account. Log in en accepteer de voorwaarden. Daarna ziet u de mappen.",
            ],
            "Uitnodiging accepteren", ["Verwacht u dit niet? Dan hoeft u niets te doen."]);
        public static MailText GuestAskedFor(NoticeFacts facts) => new(
            $"{facts.Organisation}: iemand wil een gast uitnodigen", "Er is een gast aangevraagd",
            [
                $"{facts.By} wil {facts.Person} als gast uitnodigen.",
                "Er gaat niets de deur uit totdat een tweede persoon ja zegt.",
            ],
            "Aanvraag bekijken", []);
        public static MailText GuestDeclined(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw gast is niet uitgenodigd", "Uw gast is niet uitgenodigd",
            [
                $"{facts.By} heeft nee gezegd tegen uw aanvraag om {facts.Person} uit te nodigen. Er is " +
                "niets verstuurd.",
            ],
            "Gasten bekijken", []);
        public static MailText GuestRegistered(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw gast is klaar", "Uw gast is klaar",
            [
                $"{facts.Person} heeft alles geaccepteerd en kan inloggen.",
                "U kunt nu mappen delen. U hoeft niet te bellen.",
            ],
            "Gasten bekijken", []);
        public static MailText UnusedSoon(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw toegang stopt binnenkort", "Uw toegang stopt binnenkort",
            [
                $"U hebt lang niet ingelogd. Daarom stopt uw toegang op {facts.Moment}.",
                "Wilt u uw toegang houden? Druk dan op de knop en log in.",
            ],
            "Toegang houden", ["Hebt u de toegang niet meer nodig? Dan hoeft u niets te doen."]);
        public static MailText EndsSoon(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw toegang stopt binnenkort", "Uw toegang stopt binnenkort",
            [
                $"Uw toegang heeft een einddatum. Op {facts.Moment} stopt hij.",
                "Wilt u uw toegang houden? Druk dan op de knop, log in en druk nog een keer.",
            ],
            "Toegang houden", ["Hebt u de toegang niet meer nodig? Dan hoeft u niets te doen."]);
        public static MailText GuestEndsSoon(NoticeFacts facts) => new(
            $"{facts.Organisation}: de toegang van een gast stopt binnenkort",
            "De toegang van een gast stopt binnenkort",
            [
                $"De toegang van {facts.Person} stopt op {facts.Moment}.",
                "Is de toegang nog nodig? Dan kunt u hem verlengen.",
            ],
            "Toegang houden", ["Is de toegang niet meer nodig? Dan hoeft u niets te doen."]);
        public static MailText AccessEnded(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw toegang is gestopt", "Uw toegang is gestopt",
            [
                "Uw toegang tot de gedeelde mappen is gestopt. U bent overal afgemeld.",
                $"{facts.By ?? facts.Organisation} kan uw toegang herstellen tot {facts.Moment}. U hebt dan weer " +
                "alles wat u had. Daarna verwijderen wij uw account.",
            ],
            "Naar de website", ["Hebt u de toegang niet meer nodig? Dan hoeft u niets te doen."]);
        public static MailText GuestRemoved(NoticeFacts facts) => new(
            $"{facts.Organisation}: een gast is verwijderd", "Een gast is verwijderd",
            [
                $"{facts.Person} is geen gast meer.",
                $"Tot {facts.Moment} kunt u de toegang herstellen, met dezelfde rechten.",
            ],
            "Gasten bekijken", []);
        public static MailText GuestsDue(NoticeFacts facts) => new(
            $"{facts.Organisation}: de toegang van gasten stopt", "De toegang van gasten stopt",
            [
                .. Listed(
                    facts, false,
                    "De toegang van deze gasten stopt binnenkort. Is de toegang nog nodig? Dan kunt u hem verlengen."),
                .. Listed(facts, true, "Deze gasten zijn verwijderd. U kunt de toegang nog herstellen, tot:"),
            ],
            "Gasten bekijken",
            ["U krijgt hierover één mail per dag. Is de toegang niet meer nodig? Dan hoeft u niets te doen."]);
        public static MailText AccessRestored(NoticeFacts facts) => new(
            $"{facts.Organisation}: u hebt weer toegang", "U hebt weer toegang",
            ["Uw toegang tot de gedeelde mappen is hersteld. Alles is zoals het was."],
            "Inloggen", []);
        public static MailText GuestKept(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw gast houdt toegang", "Uw gast houdt toegang",
            [$"{facts.Person} heeft de toegang verlengd. Die stopt nu op {facts.Moment}."],
            "Gasten bekijken", ["Is dat niet de bedoeling? Dan kunt u de toegang daar stoppen."]);
        public static MailText OtherSponsor(NoticeFacts facts) => new(
            $"{facts.Organisation}: u hebt een andere contactpersoon", "U hebt een andere contactpersoon",
            [$"Vanaf nu is {facts.By} uw contactpersoon. Verder verandert er niets."],
            "Naar de mappen", []);
        public static MailText GuestsHandedOver(NoticeFacts facts) => new(
            $"{facts.Organisation}: u hebt gasten overgenomen", "U hebt gasten overgenomen",
            [$"{facts.By} heeft gasten aan u overgedragen. U bent nu hun contactpersoon."],
            "Gasten bekijken", ["Klopt dit niet? Overleg dan met uw collega."]);
        public static MailText GuestAddressCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: bevestig uw e-mailadres", "Bevestig uw e-mailadres",
            [
                "Iemand wil het e-mailadres van uw account veranderen. Was u dat? Vul dan op de pagina de " +
                "code in die op dit adres kwam:",
            ],
            "Naar mijn account", [
                facts.Moment is null ? null : $"De code werkt tot {facts.Moment}.",
                "Was u dit niet? Geef de code dan aan niemand, en neem meteen contact met ons op.",
            ]);
        public static MailText GuestAddressChanged(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw e-mailadres is veranderd", "Uw e-mailadres is veranderd",
            ["U logt vanaf nu in met een ander e-mailadres. Mail van ons komt daar ook."],
            "Naar mijn account", ["Was u dit niet? Neem meteen contact met ons op."]);
    }
}
