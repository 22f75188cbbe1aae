namespace Zegel.Functions.Guests;

internal static partial class GuestNotices
{
    private static class En
    {
        public static MailText GuestHere(NoticeFacts facts) => new(
            $"{facts.Organisation} wants to share files with you", "You are invited",
            [
                $"{facts.Person} of {facts.Organisation} wants to share files with you safely.",
                "You have an account already. Log in and accept the terms. After that you see the folders.",
            ],
            "Accept invitation", ["If you do not expect this, you do not have to do anything."]);
        public static MailText GuestAskedFor(NoticeFacts facts) => new(
            $"{facts.Organisation}: somebody wants to invite a guest", "A guest is asked for",
            [
                $"{facts.By} wants to invite {facts.Person} as a guest.",
                "Nothing is sent until a second person says yes.",
            ],
            "Look at the request", []);
        public static MailText GuestDeclined(NoticeFacts facts) => new(
            $"{facts.Organisation}: your guest was not invited", "Your guest was not invited",
            [$"{facts.By} said no to your request to invite {facts.Person}. Nothing was sent."],
            "View guests", []);
        public static MailText GuestRegistered(NoticeFacts facts) => new(
            $"{facts.Organisation}: your guest is ready", "Your guest is ready",
            [
                $"{facts.Person} has accepted everything and can log in.",
                "You can share folders now. There is no need to ring.",
            ],
            "View guests", []);
        public static MailText UnusedSoon(NoticeFacts facts) => new(
            $"{facts.Organisation}: your access ends soon", "Your access ends soon",
            [
                $"You have not logged in for a long time. That is why your access ends on {facts.Moment}.",
                "Do you want to keep your access? Then press the button and log in.",
            ],
            "Keep my access", ["If you do not need the access any more, you do not have to do anything."]);
        public static MailText EndsSoon(NoticeFacts facts) => new(
            $"{facts.Organisation}: your access ends soon", "Your access ends soon",
            [
                $"Your access has an end date. It ends on {facts.Moment}.",
                "Do you want to keep your access? Then press the button, log in and press once more.",
            ],
            "Keep my access", ["If you do not need the access any more, you do not have to do anything."]);
        public static MailText GuestEndsSoon(NoticeFacts facts) => new(
            $"{facts.Organisation}: a guest's access ends soon", "A guest's access ends soon",
            [
                $"The access of {facts.Person} ends on {facts.Moment}.",
                "Is the access still needed? Then you can extend it.",
            ],
            "Keep my access", ["If the access is not needed any more, you do not have to do anything."]);
        public static MailText AccessEnded(NoticeFacts facts) => new(
            $"{facts.Organisation}: your access has ended", "Your access has ended",
            [
                "Your access to the shared folders has ended. You were signed out everywhere.",
                $"{facts.By ?? facts.Organisation} can restore your access until {facts.Moment}. You then have all " +
                "you had. After that we remove your account.",
            ],
            "To the website", ["If you do not need the access any more, you do not have to do anything."]);
        public static MailText GuestRemoved(NoticeFacts facts) => new(
            $"{facts.Organisation}: a guest was removed", "A guest was removed",
            [
                $"{facts.Person} is no longer a guest.",
                $"Until {facts.Moment} you can restore the access, with the same rights.",
            ],
            "View guests", []);
        public static MailText GuestsDue(NoticeFacts facts) => new(
            $"{facts.Organisation}: the access of guests ends", "The access of guests ends",
            [
                .. Listed(
                    facts, false,
                    "The access of these guests ends soon. Is it still needed? Then you can extend it."),
                .. Listed(facts, true, "These guests were removed. You can still restore their access, until:"),
            ],
            "View guests", ["You get one mail a day about this. Is the access no longer needed? Then do nothing."]);
        public static MailText AccessRestored(NoticeFacts facts) => new(
            $"{facts.Organisation}: you have access again", "You have access again",
            ["Your access to the shared folders was restored. Everything is as it was."],
            "Log in", []);
        public static MailText GuestKept(NoticeFacts facts) => new(
            $"{facts.Organisation}: your guest keeps access", "Your guest keeps access",
            [$"{facts.Person} has extended the access. It now ends on {facts.Moment}."],
            "View guests", ["Is that not right? Then you can end the access there."]);
        public static MailText OtherSponsor(NoticeFacts facts) => new(
            $"{facts.Organisation}: you have another contact person", "You have another contact person",
            [$"From now on {facts.By} is your contact person. Nothing else changes."],
            "To the folders", []);
        public static MailText GuestsHandedOver(NoticeFacts facts) => new(
            $"{facts.Organisation}: guests were handed over to you", "Guests were handed over to you",
            [$"{facts.By} has handed guests over to you. You are their contact person now."],
            "View guests", ["Is this not right? Talk to your colleague."]);
        public static MailText GuestAddressCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: confirm your e-mail address", "Confirm your e-mail address",
            [
                "Somebody wants to change the e-mail address of your account. Was it you? Then enter on the " +
                "page the code that came to this address:",
            ],
            "To my account", [
                facts.Moment is null ? null : $"The code works until {facts.Moment}.",
                "Was this not you? Then give the code to nobody, and contact us at once.",
            ]);
        public static MailText GuestAddressChanged(NoticeFacts facts) => new(
            $"{facts.Organisation}: your e-mail address was changed", "Your e-mail address was changed",
            ["From now on you log in with another e-mail address. Our mail goes there too."],
            "To my account", ["Was this not you? Contact us at once."]);
    }
}
