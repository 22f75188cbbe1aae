namespace Zegel.Functions.Accounts;

internal static partial class AccountNotices
{
    private static class Nl
    {
        private const string NotYou = "Was u dit niet? Neem meteen contact met ons op.";

        private static string FactorOf(NoticeFacts facts) => facts.Factor switch
        {
            FactorMethod.App => "een authenticator-app",
            FactorMethod.Sms => "een code per sms",
            FactorMethod.Email => "een code per mail",
            FactorMethod.Passkey => "een passkey",
            _ => throw new ArgumentException("This mail names a second factor.", nameof(facts)),
        };

        public static MailText Invitation(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft een account voor u", "Maak uw account klaar",
            [
                $"{facts.Organisation} heeft een account voor u gemaakt. Daarmee leest en verstuurt u beveiligde " +
                "berichten.",
                "Druk op de knop en vul uw e-mailadres in. U krijgt dan een tweede mail met een link om een " +
                "wachtwoord te kiezen.",
            ],
            "Account klaarmaken",
            [
                facts.Moment is null ? null : $"De link werkt tot {facts.Moment}.",
                "Verwacht u geen account? Dan hoeft u niets te doen.",
            ]);
        public static MailText GuestInvitation(NoticeFacts facts) => new(
            $"{facts.Organisation} nodigt u uit om bestanden te delen", "U bent uitgenodigd",
            [
                facts.By is null
                    ? $"{facts.Organisation} wil veilig bestanden met u delen."
                    : $"{facts.By} van {facts.Organisation} wil veilig bestanden met u delen.",
                "Druk op de knop en vul dit e-mailadres in. U krijgt dan een tweede mail met een link om een " +
                "wachtwoord te kiezen.",
                "Houd uw telefoon bij de hand: daarmee laat u zien dat u het bent.",
            ],
            "Uitnodiging accepteren",
            [
                facts.Moment is null
                    ? null
                    : $"De link werkt tot {facts.Moment}. Daarna krijgt u er een nieuwe mee.",
                "Verwacht u dit niet? Dan hoeft u niets te doen.",
            ]);
        public static MailText ClientInvitation(NoticeFacts facts) => new(
            $"{facts.Organisation} heeft een account voor u", "Uw klantenportaal staat klaar",
            [
                facts.By is null
                    ? $"{facts.Organisation} heeft voor u een account in het klantenportaal gemaakt."
                    : $"{facts.By} geeft u toegang tot het klantenportaal van {facts.Organisation}.",
                "Daar leest u documenten en berichten, en stuurt u ze veilig terug.",
                "Druk op de knop en vul uw e-mailadres in. U krijgt dan een tweede mail met een link om een " +
                "wachtwoord te kiezen.",
            ],
            "Account klaarmaken",
            [
                facts.Moment is null ? null : $"De link werkt tot {facts.Moment}.",
                "Verwacht u geen account? Dan hoeft u niets te doen.",
            ]);
        public static MailText GuestAccessOver(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw toegang is gestopt", "Uw toegang is gestopt",
            [
                "U vroeg om een link om een wachtwoord in te stellen. U kunt nu niet inloggen, want uw toegang is " +
                "gestopt.",
                facts.Moment is null
                    ? $"{facts.By ?? facts.Organisation} kan u helpen."
                    : $"{facts.By ?? facts.Organisation} kan uw toegang herstellen tot {facts.Moment}. " +
                        "U hebt dan weer alles wat u had.",
            ],
            "Naar de website", ["Vroeg u niet om een link? Dan hoeft u niets te doen."]);
        public static MailText PasswordLink(NoticeFacts facts) => new(
            $"{facts.Organisation}: stel uw wachtwoord in", "Stel uw wachtwoord in",
            ["Druk op de knop en kies een wachtwoord."],
            "Wachtwoord instellen",
            [
                facts.Moment is null ? null : $"De link werkt tot {facts.Moment}.",
                "Hebt u hier niet om gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.",
            ]);
        public static MailText PasswordSet(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw wachtwoord is ingesteld", "Uw wachtwoord is ingesteld",
            ["Uw wachtwoord is zojuist ingesteld. Vanaf nu logt u daarmee in. Op andere apparaten bent u afgemeld."],
            "Inloggen", [NotYou]);
        public static MailText LogInMail(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw code om in te loggen", "Uw code om in te loggen",
            ["Vul deze code in op de pagina waar u inlogt:"],
            "Naar de inlogpagina",
            [
                facts.Moment is null ? null : $"De code werkt tot {facts.Moment}.",
                "Logt u nu niet in? Dan weet iemand uw wachtwoord. Stel meteen een nieuw wachtwoord in.",
            ]);
        public static MailText AddressCodeMail(NoticeFacts facts) => new(
            $"{facts.Organisation}: bevestig codes per mail", "Bevestig codes per mail",
            ["U wilt uw inlogcodes per mail krijgen. Vul deze code in op de pagina:"],
            "Naar de inlogpagina", [facts.Moment is null ? null : $"De code werkt tot {facts.Moment}.", NotYou]);
        public static MailText FactorAdded(NoticeFacts facts) => new(
            $"{facts.Organisation}: tweede stap toegevoegd", "Er is een tweede stap toegevoegd",
            [$"Vanaf nu kunt u inloggen met {FactorOf(facts)}."],
            "Mijn gegevens bekijken", [NotYou]);
        public static MailText FactorRemoved(NoticeFacts facts) => new(
            $"{facts.Organisation}: tweede stap verwijderd", "Er is een tweede stap verwijderd",
            [$"U kunt niet meer inloggen met {FactorOf(facts)}. U bent op alle andere apparaten afgemeld."],
            "Mijn gegevens bekijken", [NotYou]);
        public static MailText RecoveryCodeUsed(NoticeFacts facts) => new(
            $"{facts.Organisation}: er is een herstelcode gebruikt", "Er is een herstelcode gebruikt",
            ["Er is op uw account ingelogd met een van uw herstelcodes. Die code werkt niet meer."],
            "Mijn gegevens bekijken", [NotYou]);
        public static MailText RecoveryCodesMade(NoticeFacts facts) => new(
            $"{facts.Organisation}: nieuwe herstelcodes", "Er zijn nieuwe herstelcodes gemaakt",
            [
                "Er zijn nieuwe herstelcodes voor uw account gemaakt. De oude werken niet meer. U bent op alle " +
                "andere apparaten afgemeld.",
            ],
            "Mijn gegevens bekijken", [NotYou]);
        public static MailText CodesDisabled(NoticeFacts facts) => new(
            $"{facts.Organisation}: te veel verkeerde codes", "Inlogcodes werken niet meer",
            [
                "Er is heel vaak een verkeerde code ingevuld voor uw account. Iemand weet uw wachtwoord en raadt " +
                "naar codes.",
                "Niemand is binnengekomen. Voor de zekerheid worden codes niet meer aangenomen. Log in met een " +
                "passkey, of neem contact op met de servicedesk.",
            ],
            "Naar de inlogpagina", ["Stel een nieuw wachtwoord in."]);
        public static MailText ManyWrongPasswords(NoticeFacts facts) => new(
            $"{facts.Organisation}: vaak een verkeerd wachtwoord", "Er is vaak een verkeerd wachtwoord ingevuld",
            [
                "Vandaag is er vaak een verkeerd wachtwoord ingevuld voor uw account. Niemand is binnengekomen.",
                "Was u dit zelf? Met de knop stelt u een nieuw wachtwoord in.",
            ],
            "Nieuw wachtwoord instellen",
            [
                "Was u dit niet? Dan hoeft u niets te doen. Een lang wachtwoord dat u nergens anders gebruikt, " +
                "houdt uw account veilig.",
            ]);
        public static MailText DeviceCopied(NoticeFacts facts) => new(
            $"{facts.Organisation}: u bent afgemeld", "Misschien heeft iemand anders uw aanmelding gebruikt",
            [
                "Een apparaat dat op uw account aangemeld blijft, is op twee plaatsen gebruikt. Dat klopt niet.",
                "Voor de zekerheid hebben wij dit beëindigd. Log opnieuw in met uw wachtwoord.",
            ],
            "Inloggen", [NotYou]);
        public static MailText PasskeyCopied(NoticeFacts facts) => new(
            $"{facts.Organisation}: een passkey is geweigerd", "Een passkey is geweigerd",
            [
                "Iemand logde in met een passkey van uw account die misschien is gekopieerd. Wij hebben dat " +
                "geweigerd. Met deze passkey komt niemand meer binnen, en u bent overal afgemeld.",
                "Log op een andere manier in, verwijder die passkey en maak een nieuwe.",
            ],
            "Mijn gegevens bekijken", [NotYou]);
        public static MailText SecondFactorReminder(NoticeFacts facts) => new(
            $"{facts.Organisation}: kies een tweede stap vóór {facts.Moment}", "Kies een tweede stap bij het inloggen",
            [
                $"Vanaf {facts.Moment} kunt u alleen nog inloggen met een wachtwoord en een tweede stap, zoals een " +
                "code op uw telefoon.",
                "Het kost ongeveer twee minuten. Kies nu, dan staat u straks niet voor een dichte deur.",
            ],
            "Tweede stap kiezen", []);
        public static MailText SecondFactorRequired(NoticeFacts facts) => new(
            $"{facts.Organisation}: een tweede stap is nu nodig", "Een tweede stap is nu nodig",
            [
                "Vanaf vandaag logt u in met uw wachtwoord en een tweede stap. U kiest die als u de eerste keer " +
                "inlogt. Er is niets van u verloren gegaan.",
            ],
            "Inloggen", []);
        public static SmsText NumberEndedSms(NoticeFacts facts) =>
            new("Dit nummer krijgt geen codes meer van ", ". Was u dit niet? Neem contact op.");
    }
}
