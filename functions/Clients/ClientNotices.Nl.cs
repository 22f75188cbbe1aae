namespace Zegel.Functions.Clients;

internal static partial class ClientNotices
{
    private static class Nl
    {
        public static MailText ClientHere(NoticeFacts facts) => new(
            $"{facts.Organisation}: het klantenportaal staat voor u klaar", "Het klantenportaal staat voor u klaar",
            [
                $"In het klantenportaal van {facts.Organisation} leest u documenten en berichten, en stuurt u ze " +
                "veilig terug.",
                "U hebt al een account. Log in zoals u gewend bent.",
            ],
            "Naar het portaal", ["Verwacht u dit niet? Dan hoeft u niets te doen."]);
        public static MailText ExtraAccountHere(NoticeFacts facts) => new(
            $"{facts.Organisation}: het klantenportaal staat voor u klaar", "Het klantenportaal staat voor u klaar",
            [
                $"{facts.By} geeft u toegang tot het klantenportaal van {facts.Organisation}. Daar leest u " +
                "documenten en berichten, en stuurt u ze veilig terug.",
                "U hebt al een account. Log in zoals u gewend bent.",
            ],
            "Naar het portaal", ["Verwacht u dit niet? Dan hoeft u niets te doen."]);
        public static MailText ExtraAccountEnded(NoticeFacts facts) => new(
            $"{facts.Organisation}: uw toegang is gestopt", "Uw toegang is gestopt",
            [
                $"{facts.By} heeft uw toegang tot het klantenportaal van {facts.Organisation} gestopt. U bent overal " +
                "afgemeld.",
            ],
            "Naar de website", [$"Klopt dit niet? Vraag het na bij {facts.By}."]);
    }
}
