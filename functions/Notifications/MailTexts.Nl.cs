using Zegel.Functions.Access;

namespace Zegel.Functions.Notifications;

internal static partial class MailTexts
{
    private const string SafeLink =
        "Stuur deze mail niet door. Met de link en de code kan iemand anders het bericht openen.";

    private const string NietU = "Was u dit niet? Neem meteen contact met ons op.";

    private static string FactorNl(NoticeFacts facts) => facts.Factor switch
    {
        FactorMethod.App => "een authenticator-app",
        FactorMethod.Sms => "een code per sms",
        FactorMethod.Email => "een code per mail",
        FactorMethod.Passkey => "een passkey",
        _ => throw new ArgumentException("This mail names a second factor.", nameof(facts)),
    };

    private static MailText Dutch(NoticeKind kind, NoticeFacts facts)
    {
        var organisation = facts.Organisation;
        var sender = Sender(facts, "van");
        var mailbox = facts.Mailbox is { } name ? $"de mailbox {name}" : "uw mailbox";
        var until = facts.Until is { } time ? Moment(time, "nl-NL", "Nederlandse tijd") : null;
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
            NoticeKind.ParticipantDisabled => new(
                $"{organisation}: de link van een ontvanger is uitgezet",
                "De link van een ontvanger is uitgezet",
                [
                    $"Bij een bericht uit {mailbox} zijn heel vaak verkeerde codes ingevuld. " +
                    "Daarom werkt de link van deze ontvanger niet meer. Met die codes is niets geopend.",
                    "Open de conversatie om de ontvanger een nieuwe link te sturen. Bel de ontvanger eerst als u denkt " +
                    "dat iemand anders het probeert.",
                ],
                "Mailbox openen",
                []),
            NoticeKind.NewLink => new(
                $"{organisation}: uw nieuwe link",
                "Uw nieuwe link",
                [
                    $"Er is een nieuwe link voor uw beveiligde bericht van {sender}. De oude link werkt niet meer.",
                    "Klik op de knop. U ziet dan de laatste cijfers van het telefoonnummer dat wij van u hebben. " +
                    "Klopt het nummer? Dan sturen wij u een sms met een code. Daarmee opent u het bericht.",
                ],
                "Bericht openen",
                []),
            NoticeKind.NewLinkWithCode => new(
                $"{organisation}: uw nieuwe link",
                "Uw nieuwe link",
                [
                    $"Er is een nieuwe link voor uw beveiligde bericht van {sender}. De oude link werkt niet meer.",
                    "Klik op de knop en vul deze code in:",
                ],
                "Bericht openen",
                [codeUntil, SafeLink]),
            NoticeKind.RecipientNotReached => new(
                $"{organisation}: een mail aan een ontvanger kwam niet aan",
                "Een mail aan een ontvanger kwam niet aan",
                [
                    $"Er staat een bericht uit {mailbox} klaar, maar de mail die dat aan de ontvanger zegt kwam niet aan. " +
                    "De ontvanger weet dus niet van het bericht.",
                    "Open de conversatie en kijk of het e-mailadres klopt. Neem zo nodig op een andere manier contact op.",
                ],
                "Mailbox openen",
                []),
            NoticeKind.StarterFlooded => new(
                $"{organisation}: ongewoon veel aanvragen",
                "Ongewoon veel aanvragen",
                [
                    $"Er komen nu ongewoon veel aanvragen binnen voor een bericht aan {mailbox}. " +
                    "Misschien probeert iemand u te hinderen.",
                    "Iedereen kan u nog bereiken. Vraag uw beheerder om te kijken wat er gebeurt.",
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
                    $"Een bericht in een conversatie met {sender} kan niet worden geopend. Het is daarom niet aangekomen.",
                    "Begin een nieuwe conversatie en stuur het bericht opnieuw.",
                ],
                "Conversatie openen",
                []),
            NoticeKind.Invitation => new(
                $"{organisation} heeft een account voor u",
                "Maak uw account klaar",
                [
                    $"{organisation} heeft een account voor u gemaakt. Daarmee leest en verstuurt u beveiligde berichten.",
                    "Druk op de knop en vul uw e-mailadres in. U krijgt dan een tweede mail met een link om een wachtwoord te kiezen.",
                ],
                "Account klaarmaken",
                [
                    until is null ? null : $"De link werkt tot {until}.",
                    "Verwacht u geen account? Dan hoeft u niets te doen.",
                ]),
            NoticeKind.PasswordLink => new(
                $"{organisation}: stel uw wachtwoord in",
                "Stel uw wachtwoord in",
                ["Druk op de knop en kies een wachtwoord."],
                "Wachtwoord instellen",
                [
                    until is null ? null : $"De link werkt tot {until}.",
                    "Hebt u hier niet om gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.",
                ]),
            NoticeKind.PasswordSet => new(
                $"{organisation}: uw wachtwoord is ingesteld",
                "Uw wachtwoord is ingesteld",
                ["Uw wachtwoord is zojuist ingesteld. Vanaf nu logt u daarmee in. Op andere apparaten bent u afgemeld."],
                "Inloggen",
                [NietU]),
            NoticeKind.LogInMail => new(
                $"{organisation}: uw code om in te loggen",
                "Uw code om in te loggen",
                ["Vul deze code in op de pagina waar u inlogt:"],
                "Naar de inlogpagina",
                [codeUntil is null ? null : $"De code werkt tot {until}.", "Logt u nu niet in? Dan weet iemand uw wachtwoord. Stel meteen een nieuw wachtwoord in."]),
            NoticeKind.AddressCodeMail => new(
                $"{organisation}: bevestig codes per mail",
                "Bevestig codes per mail",
                ["U wilt uw inlogcodes per mail krijgen. Vul deze code in op de pagina:"],
                "Naar de inlogpagina",
                [until is null ? null : $"De code werkt tot {until}.", NietU]),
            NoticeKind.FactorAdded => new(
                $"{organisation}: tweede stap toegevoegd",
                "Er is een tweede stap toegevoegd",
                [$"Vanaf nu kunt u inloggen met {FactorNl(facts)}."],
                "Mijn gegevens bekijken",
                [NietU]),
            NoticeKind.FactorRemoved => new(
                $"{organisation}: tweede stap verwijderd",
                "Er is een tweede stap verwijderd",
                [$"U kunt niet meer inloggen met {FactorNl(facts)}. U bent op alle andere apparaten afgemeld."],
                "Mijn gegevens bekijken",
                [NietU]),
            NoticeKind.FactorReset => new(
                $"{organisation}: uw tweede stap is gereset",
                "Uw tweede stap is gereset",
                [
                    "De servicedesk heeft de tweede stap van uw account verwijderd, omdat u daarom vroeg. U bent overal afgemeld.",
                    until is null
                        ? "Log in met uw wachtwoord om een nieuwe tweede stap te kiezen. U hebt daarbij een code nodig die de servicedesk u aan de telefoon zegt."
                        : $"Vanaf {until} kunt u inloggen met uw wachtwoord en een nieuwe tweede stap kiezen. Tot dan komt niemand binnen.",
                ],
                "Inloggen",
                [NietU]),
            NoticeKind.RecoveryCodeUsed => new(
                $"{organisation}: er is een herstelcode gebruikt",
                "Er is een herstelcode gebruikt",
                ["Er is op uw account ingelogd met een van uw herstelcodes. Die code werkt niet meer."],
                "Mijn gegevens bekijken",
                [NietU]),
            NoticeKind.RecoveryCodesMade => new(
                $"{organisation}: nieuwe herstelcodes",
                "Er zijn nieuwe herstelcodes gemaakt",
                ["Er zijn nieuwe herstelcodes voor uw account gemaakt. De oude werken niet meer. U bent op alle andere apparaten afgemeld."],
                "Mijn gegevens bekijken",
                [NietU]),
            NoticeKind.CodesDisabled => new(
                $"{organisation}: te veel verkeerde codes",
                "Inlogcodes werken niet meer",
                ["Er is heel vaak een verkeerde code ingevuld voor uw account. Iemand weet uw wachtwoord en raadt naar codes.", "Niemand is binnengekomen. Voor de zekerheid worden codes niet meer aangenomen. Log in met een passkey, of neem contact op met de servicedesk."],
                "Naar de inlogpagina",
                ["Stel een nieuw wachtwoord in."]),
            NoticeKind.ManyWrongPasswords => new(
                $"{organisation}: vaak een verkeerd wachtwoord",
                "Er is vaak een verkeerd wachtwoord ingevuld",
                ["Vandaag is er vaak een verkeerd wachtwoord ingevuld voor uw account. Niemand is binnengekomen.", "Was u dit zelf? Met de knop stelt u een nieuw wachtwoord in."],
                "Nieuw wachtwoord instellen",
                ["Was u dit niet? Dan hoeft u niets te doen. Een lang wachtwoord dat u nergens anders gebruikt, houdt uw account veilig."]),
            NoticeKind.DeviceCopied => new(
                $"{organisation}: u bent afgemeld",
                "Misschien heeft iemand anders uw aanmelding gebruikt",
                ["Een apparaat dat op uw account aangemeld blijft, is op twee plaatsen gebruikt. Dat klopt niet.", "Voor de zekerheid hebben wij dit beëindigd. Log opnieuw in met uw wachtwoord."],
                "Inloggen",
                [NietU]),
            NoticeKind.PasskeyCopied => new(
                $"{organisation}: een passkey is geweigerd",
                "Een passkey is geweigerd",
                ["Iemand logde in met een passkey van uw account die misschien is gekopieerd. Wij hebben dat geweigerd. Met deze passkey komt niemand meer binnen, en u bent overal afgemeld.", "Log op een andere manier in, verwijder die passkey en maak een nieuwe."],
                "Mijn gegevens bekijken",
                [NietU]),
            NoticeKind.SecondFactorReminder => new(
                $"{organisation}: kies een tweede stap vóór {until}",
                "Kies een tweede stap bij het inloggen",
                [$"Vanaf {until} kunt u alleen nog inloggen met een wachtwoord en een tweede stap, zoals een code op uw telefoon.", "Het kost ongeveer twee minuten. Kies nu, dan staat u straks niet voor een dichte deur."],
                "Tweede stap kiezen",
                []),
            NoticeKind.SecondFactorRequired => new(
                $"{organisation}: een tweede stap is nu nodig",
                "Een tweede stap is nu nodig",
                ["Vanaf vandaag logt u in met uw wachtwoord en een tweede stap. U kiest die als u de eerste keer inlogt. Er is niets van u verloren gegaan."],
                "Inloggen",
                []),
            NoticeKind.SignInPolicyChanged => new(
                $"{organisation}: de regels voor inloggen veranderen",
                "De regels voor inloggen veranderen",
                ["Een collega van de servicedesk verandert de regels voor inloggen: vanaf wanneer een tweede stap nodig is, welke er mag, wat er nodig is na een reset, en hoe lang een apparaat onthouden wordt."],
                "De regels bekijken",
                ["Klopt dit niet? Overleg dan met uw collega's van de servicedesk."]),
            NoticeKind.AccessAsked => new(
                $"{organisation}: iemand vraagt toegang tot een mailbox",
                "Er is toegang tot een mailbox gevraagd",
                [$"{facts.By} vraagt of {facts.Person} alle berichten in {mailbox} mag lezen en schrijven.", "Er verandert niets totdat een eigenaar van de mailbox, of een tweede persoon van de servicedesk, ja zegt."],
                "Aanvraag bekijken",
                [until is null ? null : $"De aanvraag vervalt vanzelf op {until}.", "Klopt dit niet? Dan kunt u het met de knop tegenhouden, zonder in te loggen."]),
            NoticeKind.DeskAsked => new(
                $"{organisation}: iemand komt bij de servicedesk",
                "De rol servicedesk is gevraagd",
                [$"{facts.By} vraagt of {facts.Person} bij de servicedesk mag werken: mensen uitnodigen, helpen met inloggen en accounts beëindigen.", "Er verandert niets totdat een tweede persoon van de servicedesk ja zegt."],
                "Aanvraag bekijken",
                [until is null ? null : $"De aanvraag vervalt vanzelf op {until}.", "Klopt dit niet? Dan kunt u het met de knop tegenhouden, zonder in te loggen."]),
            NoticeKind.DeskComing => new(
                $"{organisation}: iemand komt bij de servicedesk, tenzij u het tegenhoudt",
                "Er komt iemand bij de servicedesk",
                [$"{facts.By} vraagt of {facts.Person} bij de servicedesk mag werken: mensen uitnodigen, helpen met inloggen en accounts beëindigen.", $"Er werkt nu niemand anders bij de servicedesk. Daarom gebeurt dit vanzelf op {until}, tenzij iemand het tegenhoudt."],
                "Aanvraag bekijken of tegenhouden",
                ["Weet u hier niet van, of vertrouwt u het niet? Houd het dan met de knop tegen. U hoeft niet in te loggen."]),
            NoticeKind.AccessGiven => new(
                $"{organisation}: er is toegang gegeven",
                "Er is toegang gegeven",
                [facts.Mailbox is null
                    ? $"{facts.Person} kan vanaf nu bij de servicedesk werken."
                    : $"{facts.Person} kan vanaf nu lezen en schrijven in {mailbox}."],
                "Inloggen",
                ["Klopt dit niet? Neem meteen contact met ons op."]),
            NoticeKind.AccessStopped => new(
                $"{organisation}: een aanvraag is tegengehouden",
                "Een aanvraag is tegengehouden",
                [facts.Mailbox is null
                    ? $"De aanvraag dat {facts.Person} bij de servicedesk mag werken is tegengehouden. Er is niets veranderd."
                    : $"De aanvraag dat {facts.Person} mag lezen en schrijven in {mailbox} is tegengehouden. Er is niets veranderd."],
                "Naar Beheer",
                []),
            NoticeKind.AccessTaken => new(
                $"{organisation}: uw toegang is veranderd",
                "Uw toegang is veranderd",
                [facts.Mailbox is null ? "U werkt niet meer bij de servicedesk." : $"U kunt niet meer lezen en schrijven in {mailbox}."],
                "Naar de website",
                ["Klopt dit niet? Neem contact met ons op."]),
            NoticeKind.AccountSuspended => new(
                $"{organisation}: uw account is geblokkeerd",
                "Uw account is geblokkeerd",
                ["De servicedesk heeft uw account geblokkeerd. U bent overal afgemeld en kunt nu niet inloggen."],
                "Naar de website",
                ["Klopt dit niet? Neem contact met ons op."]),
            NoticeKind.AccountResumed => new(
                $"{organisation}: u kunt uw account weer gebruiken",
                "U kunt uw account weer gebruiken",
                ["De servicedesk heeft uw account weer opengezet."],
                "Inloggen",
                []),
            NoticeKind.AccountEnded => new(
                $"{organisation}: uw account is beëindigd",
                "Uw account is beëindigd",
                ["De servicedesk heeft uw account beëindigd. U bent overal afgemeld en kunt niet meer inloggen."],
                "Naar de website",
                ["Klopt dit niet? Neem contact met ons op."]),
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
