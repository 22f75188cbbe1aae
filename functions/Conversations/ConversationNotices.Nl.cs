namespace Zegel.Functions.Conversations;

internal static partial class ConversationNotices
{
    private static class Nl
    {
        private const string KeepLink =
            "Stuur deze mail niet door. Met de link en de code kan iemand anders het bericht openen.";

        public static MailText StarterCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: bevestig uw e-mailadres", "Bevestig uw e-mailadres",
            [
                $"U wilt een beveiligd bericht sturen aan {facts.Sender}. Bevestig eerst dat dit e-mailadres van u is.",
                "Klik op de knop en vul deze code in:",
            ],
            "E-mailadres bevestigen",
            [
                facts.Moment is null ? null : $"De code werkt tot {facts.Moment}.",
                "Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Zonder de code gebeurt er niets.",
            ]);
        public static MailText MessageWaiting(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft een beveiligd bericht voor u", "Er staat een beveiligd bericht voor u klaar",
            [
                $"Het bericht is van {facts.Sender}. De inhoud staat niet in deze mail.",
                "Klik op de knop. U ziet dan de laatste cijfers van het telefoonnummer dat wij van u hebben. " +
                "Klopt het nummer? Dan sturen wij u een sms met een code. Daarmee opent u het bericht.",
            ],
            "Bericht openen", [facts.Moment is null ? null : $"U kunt het bericht openen tot {facts.Moment}."]);
        public static MailText MessageWaitingWithCode(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft een beveiligd bericht voor u", "Er staat een beveiligd bericht voor u klaar",
            [
                $"Het bericht is van {facts.Sender}. De inhoud staat niet in deze mail.",
                "Klik op de knop en vul deze code in:",
            ],
            "Bericht openen", [facts.CodeUntil, KeepLink]);
        public static MailText MessageWaitingForPassword(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft een beveiligd bericht voor u", "Er staat een beveiligd bericht voor u klaar",
            [
                $"Het bericht is van {facts.Sender}. De inhoud staat niet in deze mail.",
                "Klik op de knop en vul het wachtwoord in dat u met de afzender hebt afgesproken. " +
                "Wij mailen dat wachtwoord nooit. Weet u het niet? Vraag het dan aan de afzender.",
            ],
            "Bericht openen", []);
        public static MailText MessageWaitingForAccount(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft een beveiligd bericht voor u", "Er staat een beveiligd bericht voor u klaar",
            [
                $"Het bericht is van {facts.Sender}. De inhoud staat niet in deze mail.",
                $"Klik op de knop en log in met uw account bij {facts.Organisation}. Daarna leest u het bericht.",
            ],
            "Bericht openen", []);
        public static MailText Reminder(NoticeFacts facts) => new(
            $"{facts.Organisation}: er wacht nog een beveiligd bericht op u", "Er wacht nog een beveiligd bericht op u",
            [
                $"U hebt het bericht van {facts.Sender} nog niet gelezen. De inhoud staat niet in deze mail.",
                "Klik op de knop om het te openen.",
            ],
            "Bericht openen", []);
        public static MailText ReminderWithCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: er wacht nog een beveiligd bericht op u", "Er wacht nog een beveiligd bericht op u",
            [
                $"U hebt het bericht van {facts.Sender} nog niet gelezen. De inhoud staat niet in deze mail.",
                "Klik op de knop en vul deze code in:",
            ],
            "Bericht openen", [facts.CodeUntil, KeepLink]);
        public static MailText CodeAgain(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw nieuwe code", "Uw nieuwe code",
            [
                $"U hebt een nieuwe code gevraagd voor het beveiligde bericht van {facts.Sender}.",
                "Klik op de knop en vul deze code in:",
            ],
            "Bericht openen", [facts.CodeUntil, KeepLink]);
        public static MailText MessageReceived(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft uw bericht ontvangen", "Uw bericht is goed aangekomen",
            [
                $"{facts.Sender} heeft uw beveiligde bericht in goede orde ontvangen.",
                "U krijgt een mail als er een antwoord voor u klaarstaat. Met de knop leest u uw bericht terug.",
            ],
            "Conversatie openen", []);
        public static MailText MailboxMessage(NoticeFacts facts) => new(
            $"{facts.Organisation}: nieuw beveiligd bericht", "Er staat een nieuw bericht klaar",
            [$"Er is een nieuw beveiligd bericht in {facts.TheMailbox}. De inhoud staat niet in deze mail."],
            "Mailbox openen", []);
        public static MailText NumberWrong(NoticeFacts facts) => new(
            $"{facts.Organisation}: telefoonnummer van een ontvanger klopt niet",
            "Het telefoonnummer van een ontvanger klopt niet",
            [
                $"Een ontvanger van een bericht uit {facts.TheMailbox} meldt dat het telefoonnummer niet klopt. " +
                "De ontvanger kan het bericht daarom niet openen.",
                "Lees de uitleg van de ontvanger in de conversatie. Vraag het juiste nummer op een manier die u " +
                "vertrouwt, bijvoorbeeld met een telefoontje. Vul het daarna in de conversatie in.",
            ],
            "Mailbox openen", []);
        public static MailText ParticipantLocked(NoticeFacts facts) => new(
            $"{facts.Organisation}: te vaak een verkeerde code", "Een ontvanger kan nu niet bij het bericht",
            [
                $"Bij een bericht uit {facts.TheMailbox} is te vaak een verkeerde code of een " +
                "verkeerd wachtwoord ingevuld. " +
                "Daarom is de toegang van deze ontvanger geblokkeerd. Met die codes is niets geopend.",
                facts.Moment is null ? null : $"De ontvanger kan het weer proberen vanaf {facts.Moment}.",
                "Neem contact op met de ontvanger als u denkt dat iemand anders het probeert.",
            ],
            "Mailbox openen", []);
        public static MailText ParticipantDisabled(NoticeFacts facts) => new(
            $"{facts.Organisation}: de link van een ontvanger is uitgezet", "De link van een ontvanger is uitgezet",
            [
                $"Bij een bericht uit {facts.TheMailbox} zijn heel vaak verkeerde codes of " +
                "wachtwoorden ingevuld. " +
                "Daarom werkt de link van deze ontvanger niet meer. Met die codes is niets geopend.",
                "Open de conversatie om de ontvanger een nieuwe link te sturen. Bel de ontvanger eerst als u denkt " +
                "dat iemand anders het probeert.",
            ],
            "Mailbox openen", []);
        public static MailText NewLink(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw nieuwe link", "Uw nieuwe link",
            [
                $"Er is een nieuwe link voor uw beveiligde bericht van {facts.Sender}. De oude link werkt niet meer.",
                "Klik op de knop. U ziet dan hoe u het bericht opent: met een code die wij u per sms sturen, met het " +
                "wachtwoord dat u met de afzender hebt afgesproken, of met uw account.",
            ],
            "Bericht openen", []);
        public static MailText NewLinkWithCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw nieuwe link", "Uw nieuwe link",
            [
                $"Er is een nieuwe link voor uw beveiligde bericht van {facts.Sender}. De oude link werkt niet meer.",
                "Klik op de knop en vul deze code in:",
            ],
            "Bericht openen", [facts.CodeUntil, KeepLink]);
        public static MailText ReaderRemembered(NoticeFacts facts) => new(
            $"{facts.Organisation}: een apparaat wordt onthouden", "Een apparaat wordt onthouden",
            [
                $"Op {facts.Moment} is een bericht van {facts.Sender} geopend met dit apparaat: {facts.Device}.",
                "Daarbij is gekozen om dit apparaat 30 dagen te onthouden. In die tijd is er geen code of " +
                "wachtwoord nodig om het bericht op dit apparaat te openen.",
                "Was u dit niet, of wilt u dit niet meer? Klik op de knop en beëindig het.",
            ],
            "Niet meer onthouden",
            ["Was u dit zelf? Dan hoeft u niets te doen."]);
        public static MailText ReaderCopied(NoticeFacts facts) => new(
            $"{facts.Organisation}: er wordt geen apparaat meer onthouden",
            "Misschien heeft iemand anders uw berichten geopend",
            [
                $"Een apparaat dat wij voor uw berichten van {facts.Sender} onthielden, is op twee plaatsen " +
                "gebruikt. Dat klopt niet.",
                "Voor de zekerheid onthouden wij nu geen enkel apparaat van u. Open het bericht opnieuw met uw code " +
                "of wachtwoord.",
            ],
            "Bericht openen", []);
        public static MailText RecipientNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: een mail aan een ontvanger kwam niet aan",
            "Een mail aan een ontvanger kwam niet aan",
            [
                $"Een mail over een bericht uit {facts.TheMailbox} kwam niet aan bij de ontvanger.",
                "Open de conversatie. Daar staat wat u nu kunt doen: het e-mailadres verbeteren of bellen.",
            ],
            "Mailbox openen", []);
        public static MailText SmsNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: een sms aan een ontvanger kwam niet aan",
            "Een sms aan een ontvanger kwam niet aan",
            [
                $"Een ontvanger van een bericht uit {facts.TheMailbox} krijgt onze sms niet. " +
                "De ontvanger kan het bericht daarom niet openen.",
                "Vraag het juiste nummer op een manier die u vertrouwt. Vul het daarna in de conversatie in.",
            ],
            "Mailbox openen", []);
        public static SmsText MailNotReached(NoticeFacts facts) => new(
            "Er wacht een beveiligd bericht op u. Onze mail aan " + $"{Shortened(facts)} kwam niet aan. Bel ",
            facts.HelpPhone is null ? "." : $": {facts.HelpPhone}.");
        public static MailText MessageNotSent(NoticeFacts facts) => new(
            $"{facts.Organisation}: een bericht is niet verstuurd", "Een bericht is niet verstuurd",
            [
                $"Een bericht uit {facts.TheMailbox} kon niet worden verstuurd. Niemand heeft het gekregen.",
                "Het is weer een concept. Open de mailbox, kijk het na en verstuur het opnieuw.",
            ],
            "Mailbox openen", []);
        public static MailText ConversationAssigned(NoticeFacts facts) => new(
            $"{facts.Organisation}: een conversatie voor u", "Een conversatie voor u",
            [$"Een collega heeft in {facts.TheMailbox} een conversatie aan u toegewezen."], "Mailbox openen",
            ["Kies in de mailbox \"Van mij\" om haar te zien."]);
        public static MailText StarterFlooded(NoticeFacts facts) => new(
            $"{facts.Organisation}: ongewoon veel aanvragen", "Ongewoon veel aanvragen",
            [
                $"Er komen nu ongewoon veel aanvragen binnen voor een bericht aan {facts.TheMailbox}. " +
                "Misschien probeert iemand u te hinderen.",
                "Iedereen kan u nog bereiken. Vraag uw beheerder om te kijken wat er gebeurt.",
            ],
            "Mailbox openen", []);
        public static MailText FileDamaged(NoticeFacts facts) => new(
            $"{facts.Organisation}: een bestand is beschadigd", "Een bestand is beschadigd",
            [
                $"Een bestand in een conversatie met {facts.Sender} kan niet worden geopend. " +
                "De controle bij het openen is mislukt.",
                "Open de conversatie en stuur het bestand opnieuw.",
            ],
            "Conversatie openen", []);
        public static MailText MessageUnreadable(NoticeFacts facts) => new(
            $"{facts.Organisation}: een bericht kan niet worden geopend", "Een bericht kan niet worden geopend",
            [
                $"Een bericht in een conversatie met {facts.Sender} kan niet worden geopend. Het is daarom niet " +
                "aangekomen.",
                "Begin een nieuwe conversatie en stuur het bericht opnieuw.",
            ],
            "Conversatie openen", []);
    }
}
