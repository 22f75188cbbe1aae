namespace Zegel.Functions.Notifications;

internal static partial class MailTexts
{
    private const string SafeLink =
        "Stuur deze mail niet door. Met de link en de code kan iemand anders het bericht openen.";

    private static MailText Dutch(NoticeKind kind, NoticeFacts facts)
    {
        var organisation = facts.Organisation;
        var sender = Sender(facts, "van");
        var mailbox = facts.Mailbox is { } name ? $"de mailbox {name}" : "uw mailbox";
        var until = facts.Until is { } time ? Moment(time, "nl-NL") : null;
        var codeUntil = until is null
            ? null
            : $"De code werkt tot {until}. Daarna kunt u op de pagina een nieuwe code aanvragen.";

        return kind switch
        {
            NoticeKind.StarterCode => new(
                $"{organisation}: bevestig uw e-mailadres",
                "Bevestig uw e-mailadres",
                [
                    $"U wilt een beveiligd bericht sturen aan {sender}. Bevestig eerst dat dit e-mailadres van u is.",
                    "Klik op de knop en vul deze code in:",
                ],
                "E-mailadres bevestigen",
                [
                    until is null ? null : $"De code werkt tot {until}.",
                    "Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Zonder de code gebeurt er niets.",
                ]),
            NoticeKind.MessageWaiting => new(
                $"{organisation} heeft een beveiligd bericht voor u",
                "Er staat een beveiligd bericht voor u klaar",
                [
                    $"Het bericht is van {sender}. De inhoud staat niet in deze mail.",
                    "Klik op de knop. U ziet dan de laatste cijfers van het telefoonnummer dat wij van u hebben. " +
                    "Klopt het nummer? Dan sturen wij u een sms met een code. Daarmee opent u het bericht.",
                ],
                "Bericht openen",
                [until is null ? null : $"U kunt het bericht openen tot {until}."]),
            NoticeKind.MessageWaitingWithCode => new(
                $"{organisation} heeft een beveiligd bericht voor u",
                "Er staat een beveiligd bericht voor u klaar",
                [
                    $"Het bericht is van {sender}. De inhoud staat niet in deze mail.",
                    "Klik op de knop en vul deze code in:",
                ],
                "Bericht openen",
                [codeUntil, SafeLink]),
            NoticeKind.CodeAgain => new(
                $"{organisation}: uw nieuwe code",
                "Uw nieuwe code",
                [
                    $"U hebt een nieuwe code gevraagd voor het beveiligde bericht van {sender}.",
                    "Klik op de knop en vul deze code in:",
                ],
                "Bericht openen",
                [codeUntil, SafeLink]),
            NoticeKind.MessageReceived => new(
                $"{organisation} heeft uw bericht ontvangen",
                "Uw bericht is goed aangekomen",
                [
                    $"{sender} heeft uw beveiligde bericht in goede orde ontvangen.",
                    "U krijgt een mail als er een antwoord voor u klaarstaat. Met de knop leest u uw bericht terug.",
                ],
                "Conversatie openen",
                []),
            NoticeKind.MailboxMessage => new(
                $"{organisation}: nieuw beveiligd bericht",
                "Er staat een nieuw bericht klaar",
                [$"Er is een nieuw beveiligd bericht in {mailbox}. De inhoud staat niet in deze mail."],
                "Mailbox openen",
                []),
            NoticeKind.NumberWrong => new(
                $"{organisation}: telefoonnummer van een ontvanger klopt niet",
                "Het telefoonnummer van een ontvanger klopt niet",
                [
                    $"Een ontvanger van een bericht uit {mailbox} meldt dat het telefoonnummer niet klopt. " +
                    "De ontvanger kan het bericht daarom niet openen.",
                    "Lees de uitleg van de ontvanger in de conversatie. Vraag het juiste nummer op een manier die u " +
                    "vertrouwt, bijvoorbeeld met een telefoontje. Stuur het bericht daarna in een nieuwe conversatie.",
                ],
                "Mailbox openen",
                []),
            NoticeKind.ParticipantLocked => new(
                $"{organisation}: te vaak een verkeerde code",
                "Een ontvanger kan nu niet bij het bericht",
                [
                    $"Bij een bericht uit {mailbox} is te vaak een verkeerde code ingevuld. " +
                    "Daarom is de toegang van deze ontvanger geblokkeerd. Met die codes is niets geopend.",
                    until is null ? null : $"De ontvanger kan het weer proberen vanaf {until}.",
                    "Neem contact op met de ontvanger als u denkt dat iemand anders het probeert.",
                ],
                "Mailbox openen",
                []),
            NoticeKind.FileDamaged => new(
                $"{organisation}: een bestand is beschadigd",
                "Een bestand is beschadigd",
                [
                    $"Een bestand in een conversatie met {sender} kan niet worden geopend. " +
                    "De controle bij het openen is mislukt.",
                    "Open de conversatie en stuur het bestand opnieuw.",
                ],
                "Conversatie openen",
                []),
            NoticeKind.MessageUnreadable => new(
                $"{organisation}: een bericht kan niet worden geopend",
                "Een bericht kan niet worden geopend",
                [
                    $"Een bericht in een conversatie met {sender} kan niet worden geopend. Het is daarom niet gelezen.",
                    "Open de conversatie en stuur het bericht opnieuw.",
                ],
                "Conversatie openen",
                []),
            NoticeKind.Invitation => new(
                $"{organisation} heeft een account voor u",
                "Maak uw account klaar",
                [
                    $"{organisation} heeft een account voor u gemaakt. " +
                    "Daarmee leest en verstuurt u beveiligde berichten.",
                    "Klik op de knop en kies een wachtwoord. Houd uw mobiele telefoon bij de hand: " +
                    "u krijgt een sms met een code.",
                ],
                "Wachtwoord instellen",
                [
                    until is null ? null : $"De link werkt tot {until}.",
                    "Verwacht u geen account? Dan hoeft u niets te doen.",
                ]),
            NoticeKind.AccountReady => new(
                $"{organisation}: uw account is klaar",
                "Uw account is klaar",
                ["Uw wachtwoord is ingesteld. U kunt nu inloggen."],
                "Inloggen",
                ["Hebt u dit niet zelf gedaan? Neem dan meteen contact met ons op."]),
            _ => throw NotAMail(kind),
        };
    }

    private static MailFrame DutchFrame(NoticeFacts facts) => new(
        "Werkt de knop niet? Open dan dit adres:",
        "Zo ziet u dat deze mail echt is. De link begint altijd met dit adres:",
        "Ziet u in uw browser een ander adres? Vul dan niets in en neem contact met ons op.",
        (facts.HelpPhone, facts.HelpEmail) switch
        {
            ({ } phone, { } email) => $"Hulp nodig? Bel {phone} of mail naar {email}",
            ({ } phone, null) => $"Hulp nodig? Bel {phone}",
            (null, { } email) => $"Hulp nodig? Mail naar {email}",
            _ => null,
        },
        "Deze mail is automatisch verstuurd. Antwoorden op deze mail komen niet aan.");
}
