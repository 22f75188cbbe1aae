namespace Zegel.Functions.Notifications;

/// <summary>The words of one mail, in reading order; a code stands between the first half and the button.</summary>
/// <param name="Subject">Names the organisation and the kind of mail, never the subject of a message.</param>
/// <param name="Title">What this mail is about.</param>
/// <param name="Before">What stands above the code and the button; nulls are left out.</param>
/// <param name="Button">What pressing the button does.</param>
/// <param name="After">What stands below the button; nulls are left out.</param>
public sealed record MailText(string Subject, string Title, string?[] Before, string Button, string?[] After);

/// <summary>The words that every mail in a language shares.</summary>
/// <param name="LinkHint">Stands above the button's address.</param>
/// <param name="Real">How to recognise a real mail; the site's address follows it.</param>
/// <param name="Caution">What to do at another address.</param>
/// <param name="Help">The help contact, or null when the organisation gives none.</param>
/// <param name="NoAnswer">Says that answers do not arrive.</param>
internal sealed record MailFrame(string LinkHint, string Real, string Caution, string? Help, string NoAnswer)
{
    /// <summary>The frame in the language of the facts.</summary>
    public static MailFrame Of(NoticeFacts facts) => facts.IsDutch ? Dutch(facts) : English(facts);

    private static MailFrame Dutch(NoticeFacts facts) => new(
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

    private static MailFrame English(NoticeFacts facts) => new(
        "Is the button not working? Open this address:",
        "This is how you see that this mail is real. The link always begins with this address:",
        "Do you see another address in your browser? Then enter nothing and contact us.",
        (facts.HelpPhone, facts.HelpEmail) switch
        {
            ({ } phone, { } email) => $"Need help? Call {phone} or mail {email}",
            ({ } phone, null) => $"Need help? Call {phone}",
            (null, { } email) => $"Need help? Mail {email}",
            _ => null,
        },
        "This mail was sent automatically. Answers to this mail do not arrive.");
}
