using System.Globalization;

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
    /// <exception cref="ArgumentException">There is no code.</exception>
    public static string Render(NoticeKind kind, NoticeFacts facts)
    {
        if (kind is not (NoticeKind.UnlockSms or NoticeKind.LogInSms or NoticeKind.PhoneSms))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is not an SMS.");
        }

        var code = facts.Code ?? throw new ArgumentException("An SMS needs a code.", nameof(facts));
        var (before, after) = facts.Language switch
        {
            "nl" => ($"Code {code} voor ", ". Deel deze code met niemand."),
            "en" => ($"Code {code} for ", ". Do not share this code with anyone."),
            _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Language, "No texts in this language."),
        };
        var end = $"{after}\n@{facts.SiteAddress.IdnHost} #{code}";

        return before + Shorten(OneLine.Of(facts.Organisation), MaxLength - before.Length - end.Length) + end;
    }

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
