namespace Zegel.Functions.Mailboxes;

/// <summary>The notices about access to mailboxes, and to the service desk, with their texts.</summary>
internal static class MailboxNotices
{
    /// <summary>
    /// To whom it concerns and to those who were told: access was given; no mailbox means the service desk.
    /// </summary>
    public static readonly Notice AccessGiven = Notice.Mail(Nl.AccessGiven, En.AccessGiven, "/login/");

    /// <summary>To an account: access was taken away; no mailbox means the service desk.</summary>
    public static readonly Notice AccessTaken = Notice.Mail(Nl.AccessTaken, En.AccessTaken, "/");

    private static class Nl
    {
        public static MailText AccessGiven(NoticeFacts facts) => new(
            $"{facts.Organisation}: er is toegang gegeven",
            "Er is toegang gegeven",
            [facts.Mailbox is null
                ? $"{facts.Person} kan vanaf nu bij de servicedesk werken."
                : $"{facts.Person} kan vanaf nu lezen en schrijven in {facts.TheMailbox}."],
            "Inloggen",
            ["Klopt dit niet? Neem meteen contact met ons op."]);

        public static MailText AccessTaken(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw toegang is veranderd",
            "Uw toegang is veranderd",
            [
                facts.Mailbox is null
                    ? "U werkt niet meer bij de servicedesk."
                    : $"U kunt niet meer lezen en schrijven in {facts.TheMailbox}.",
            ],
            "Naar de website",
            ["Klopt dit niet? Neem contact met ons op."]);
    }

    private static class En
    {
        public static MailText AccessGiven(NoticeFacts facts) => new(
            $"{facts.Organisation}: access was given",
            "Access was given",
            [facts.Mailbox is null
                ? $"{facts.Person} can work at the service desk from now on."
                : $"{facts.Person} can read and write in {facts.TheMailbox} from now on."],
            "Log in",
            ["Is this not right? Contact us at once."]);

        public static MailText AccessTaken(NoticeFacts facts) => new(
            $"{facts.Organisation}: your access has changed",
            "Your access has changed",
            [
                facts.Mailbox is null
                    ? "You no longer work at the service desk."
                    : $"You can no longer read and write in {facts.TheMailbox}.",
            ],
            "To the website",
            ["Is this not right? Contact us."]);
    }
}
