namespace Zegel.Functions.Notifications;

/// <summary>The words of an SMS; the organisation's name stands between.</summary>
public sealed record SmsText(string Before, string After);

/// <summary>
/// Makes the SMS that Zegel sends. The last line binds the code to the site, so that a phone fills it in there and
/// nowhere else (https://wicg.github.io/sms-one-time-codes/); the format wants the code repeated there.
/// </summary>
internal static class Smses
{
    /// <summary>What one SMS holds; a long name of an organisation is cut to stay within it.</summary>
    public const int MaxLength = 160;

    private const string Ellipsis = "...";

    // These take two places in the alphabet of GSM 03.38.
    private const string Doubled = "^{}\\[~]|€";

    /// <summary>What every SMS with a code says.</summary>
    public static SmsText DutchCode(NoticeFacts facts) =>
        new($"Code {CodeOf(facts)} voor ", $". Deel deze code met niemand.{Binding(facts)}");

    /// <inheritdoc cref="DutchCode"/>
    public static SmsText EnglishCode(NoticeFacts facts) =>
        new($"Code {CodeOf(facts)} for ", $". Do not share this code with anyone.{Binding(facts)}");

    /// <exception cref="ArgumentOutOfRangeException">It is no SMS, or the language is unknown.</exception>
    /// <exception cref="ArgumentException">There is no code where one is needed.</exception>
    public static string Render(Notice notice, NoticeFacts facts)
    {
        var (before, after) = Notice.WordsOf(notice.SmsTexts, facts);
        return before + Shorten(TypedText.Line(facts.Organisation), MaxLength - before.Length - after.Length) + after;
    }

    private static string CodeOf(NoticeFacts facts) =>
        facts.Code ?? throw new ArgumentException("This SMS needs a code.", nameof(facts));

    private static string Binding(NoticeFacts facts) => $"\n@{facts.SiteAddress.IdnHost} #{CodeOf(facts)}";

    private static string Shorten(string name, int room)
    {
        if (Length(name) <= room)
        {
            return name;
        }

        // By text elements: half an emoji or a letter without its accent is not a shorter name.
        var letters = StringInfo.GetTextElementEnumerator(name);
        var kept = "";
        while (letters.MoveNext() && Length(kept + letters.GetTextElement()) <= room - Ellipsis.Length)
        {
            kept += letters.GetTextElement();
        }

        return kept.TrimEnd() + Ellipsis;
    }

    private static int Length(string text) => text.Length + text.Count(letter => Doubled.Contains(letter));
}
