namespace Zegel.Functions.Notifications;

/// <summary>The words of one mail, in reading order; a code stands between the first half and the button.</summary>
/// <param name="Subject">Names the organisation and the kind of mail, never the subject of a message.</param>
/// <param name="Title">What this mail is about.</param>
/// <param name="Before">What stands above the code and the button; nulls are left out.</param>
/// <param name="Button">What pressing the button does.</param>
/// <param name="After">What stands below the button; nulls are left out.</param>
internal sealed record MailText(string Subject, string Title, string?[] Before, string Button, string?[] After);

/// <summary>The words that every mail in a language shares.</summary>
/// <param name="LinkHint">Stands above the button's address.</param>
/// <param name="Real">How to recognise a real mail; the site's address follows it.</param>
/// <param name="Caution">What to do at another address.</param>
/// <param name="Help">The help contact, or null when the organisation gives none.</param>
/// <param name="NoAnswer">Says that answers do not arrive.</param>
internal sealed record MailFrame(string LinkHint, string Real, string Caution, string? Help, string NoAnswer);

/// <summary>The texts of the mails; each language has its own file. Names are single lines already.</summary>
internal static partial class MailTexts
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <exception cref="ArgumentOutOfRangeException">The kind is an SMS, or the language is unknown.</exception>
    public static (MailText Mail, MailFrame Frame) For(NoticeKind kind, NoticeFacts facts) => facts.Language switch
    {
        "nl" => (Dutch(kind, facts), DutchFrame(facts)),
        "en" => (English(kind, facts), EnglishFrame(facts)),
        _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Language, "No texts in this language."),
    };

    /// <summary>A moment with its zone: a mail does not know where it is read, and the page shows the reader's own time.</summary>
    private static string Moment(DateTimeOffset time, string culture, string zone) =>
        $"{TimeZoneInfo.ConvertTime(time, Amsterdam).ToString("d MMMM yyyy HH:mm", CultureInfo.GetCultureInfo(culture))} ({zone})";

    private static string Sender(NoticeFacts facts, string of) =>
        facts.Mailbox is null || facts.Mailbox == facts.Organisation
            ? facts.Organisation
            : $"{facts.Mailbox} {of} {facts.Organisation}";

    private static ArgumentOutOfRangeException NotAMail(NoticeKind kind) =>
        new(nameof(kind), kind, "This kind is not a mail.");
}
