using Zegel.Functions.Http;

namespace Zegel.Functions.Notifications;

/// <summary>
/// Makes the SMS that Zegel sends. The last line binds the code to the site, so that a phone fills it in there and
/// nowhere else (https://wicg.github.io/sms-one-time-codes/); the format wants the code repeated there.
/// </summary>
internal static class SmsTexts
{
    /// <summary>What one SMS holds; a long name of an organisation is cut to stay within it.</summary>
    public const int MaxLength = 160;

    private const string Ellipsis = "...";

    // These take two places in the alphabet of GSM 03.38.
    private const string Doubled = "^{}\\[~]|€";

    /// <exception cref="ArgumentOutOfRangeException">The kind is a mail, or the language is unknown.</exception>
    /// <exception cref="ArgumentException">There is no code where one is needed.</exception>
    public static string Render(NoticeKind kind, NoticeFacts facts)
    {
        var (before, after) = (kind, facts.Language) switch
        {
            (NoticeKind.UnlockSms or NoticeKind.LogInSms or NoticeKind.PhoneSms, "nl") =>
                ($"Code {CodeOf(facts)} voor ", $". Deel deze code met niemand.{Binding(facts)}"),
            (NoticeKind.UnlockSms or NoticeKind.LogInSms or NoticeKind.PhoneSms, "en") =>
                ($"Code {CodeOf(facts)} for ", $". Do not share this code with anyone.{Binding(facts)}"),
            (NoticeKind.NumberEndedSms, "nl") => ("Dit nummer krijgt geen codes meer van ", ". Was u dit niet? Neem contact op."),
            (NoticeKind.NumberEndedSms, "en") => ("This number no longer gets codes from ", ". Was this not you? Contact us."),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), (kind, facts.Language), "Not an SMS, or no texts in this language."),
        };

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
