namespace Zegel.Functions.Administration;

internal static partial class AdministrationNotices
{
    private static class Nl
    {
        private const string NotYou = "Was u dit niet? Neem meteen contact met ons op.";

        public static MailText FactorReset(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw tweede stap is gereset", "Uw tweede stap is gereset",
            [
                "De servicedesk heeft de tweede stap van uw account verwijderd, omdat u daarom vroeg. U bent " +
                "overal afgemeld.",
                facts.Moment is null
                    ? "Log in met uw wachtwoord om een nieuwe tweede stap te kiezen. U hebt daarbij een code nodig " +
                        "die de servicedesk u aan de telefoon zegt."
                    : $"Vanaf {facts.Moment} kunt u inloggen met uw wachtwoord en een nieuwe tweede stap kiezen. " +
                        "Tot dan komt niemand binnen.",
            ],
            "Inloggen", [NotYou]);
        public static MailText SignInPolicyChanged(NoticeFacts facts) => new(
            $"{facts.Organisation}: de regels voor inloggen veranderen", "De regels voor inloggen veranderen",
            [
                "Een collega van de servicedesk verandert de regels voor inloggen: vanaf wanneer een tweede stap " +
                "nodig is, welke er mag, wat er nodig is na een reset, en hoe lang een apparaat onthouden wordt.",
            ],
            "De regels bekijken", ["Klopt dit niet? Overleg dan met uw collega's van de servicedesk."]);
        public static MailText AccessAsked(NoticeFacts facts) => new(
            $"{facts.Organisation}: iemand vraagt toegang tot een mailbox", "Er is toegang tot een mailbox gevraagd",
            [
                $"{facts.By} vraagt of {facts.Person} alle berichten in {facts.TheMailbox} mag lezen en schrijven.",
                "Er verandert niets totdat een eigenaar van de mailbox, of een tweede persoon van de servicedesk, " +
                "ja zegt.",
            ],
            "Aanvraag bekijken",
            [
                facts.Moment is null ? null : $"De aanvraag vervalt vanzelf op {facts.Moment}.",
                "Klopt dit niet? Dan kunt u het met de knop tegenhouden, zonder in te loggen.",
            ]);
        public static MailText SuccessorAsked(NoticeFacts facts) => new(
            $"{facts.Organisation}: iemand wordt opvolger van een mailbox", "Iemand wordt opvolger van een mailbox",
            [
                $"{facts.By} vraagt of {facts.Person} eigenaar wordt van {facts.TheMailbox}, in de plaats van een " +
                "eigenaar die weggaat. De nieuwe eigenaar kan dan alle berichten erin lezen.",
                "Er verandert niets totdat iemand anders ja zegt.",
            ],
            "Bekijk de aanvraag",
            [
                facts.Moment is null ? null : $"De aanvraag vervalt vanzelf op {facts.Moment}.",
                "Klopt dit niet? Dan kunt u het tegenhouden met de knop, zonder in te loggen.",
            ]);
        public static MailText SuccessorComing(NoticeFacts facts) => new(
            $"{facts.Organisation}: een mailbox gaat over, tenzij u het tegenhoudt", "Een mailbox gaat over",
            [
                $"{facts.Person} wil eigenaar worden van {facts.TheMailbox}. Dat gebeurt vanzelf" +
                (facts.Moment is null ? "," : $" op {facts.Moment},") + " tenzij iemand het tegenhoudt.",
            ],
            "Bekijk de aanvraag",
            ["Klopt dit niet? Houd het dan tegen met de link in de e-mail die u eerder kreeg, of log in en zeg nee."]);
        public static MailText DeskAsked(NoticeFacts facts) => new(
            $"{facts.Organisation}: iemand komt bij de servicedesk", "De rol servicedesk is gevraagd",
            [
                $"{facts.By} vraagt of {facts.Person} bij de servicedesk mag werken: mensen uitnodigen, helpen met " +
                "inloggen en accounts beëindigen.",
                "Er verandert niets totdat een tweede persoon van de servicedesk ja zegt.",
            ],
            "Aanvraag bekijken",
            [
                facts.Moment is null ? null : $"De aanvraag vervalt vanzelf op {facts.Moment}.",
                "Klopt dit niet? Dan kunt u het met de knop tegenhouden, zonder in te loggen.",
            ]);
        public static MailText DeskComing(NoticeFacts facts) => new(
            $"{facts.Organisation}: iemand komt bij de servicedesk, tenzij u het tegenhoudt",
            "Er komt iemand bij de servicedesk",
            [
                $"{facts.By} vraagt of {facts.Person} bij de servicedesk mag werken: mensen uitnodigen, helpen met " +
                "inloggen en accounts beëindigen.",
                $"Er werkt nu niemand anders bij de servicedesk. Daarom gebeurt dit vanzelf op {facts.Moment}, " +
                "tenzij iemand het tegenhoudt.",
            ],
            "Aanvraag bekijken of tegenhouden",
            [
                "Weet u hier niet van, of vertrouwt u het niet? Houd het dan met de knop tegen. U hoeft niet in te " +
                "loggen.",
            ]);
        public static MailText AccessStopped(NoticeFacts facts) => new(
            $"{facts.Organisation}: een aanvraag is tegengehouden", "Een aanvraag is tegengehouden",
            [facts.Mailbox is null
                ? $"De aanvraag dat {facts.Person} bij de servicedesk mag werken is tegengehouden. Er is niets " +
                    "veranderd."
                : $"De aanvraag dat {facts.Person} mag lezen en schrijven in {facts.TheMailbox} is tegengehouden. " +
                    "Er is niets veranderd."],
            "Naar Beheer", []);
        public static MailText AccountSuspended(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw account is geblokkeerd", "Uw account is geblokkeerd",
            ["De servicedesk heeft uw account geblokkeerd. U bent overal afgemeld en kunt nu niet inloggen."],
            "Naar de website", ["Klopt dit niet? Neem contact met ons op."]);
        public static MailText AccountResumed(NoticeFacts facts) => new(
            $"{facts.Organisation}: u kunt uw account weer gebruiken", "U kunt uw account weer gebruiken",
            ["De servicedesk heeft uw account weer opengezet."],
            "Inloggen", []);
        public static MailText AccountEnded(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw account is beëindigd", "Uw account is beëindigd",
            ["De servicedesk heeft uw account beëindigd. U bent overal afgemeld en kunt niet meer inloggen."],
            "Naar de website", ["Klopt dit niet? Neem contact met ons op."]);
    }
}
