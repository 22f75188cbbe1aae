using System.Globalization;
using System.Text;

namespace Zegel.Functions.Notifications;

/// <summary>
/// Makes a name fit for a subject line, a line of plain text or an SMS: no line ends, no control characters and nothing
/// that turns the reading direction, so that a name can neither add a header or a line nor disguise what follows it.
/// </summary>
internal static class OneLine
{
    public static string Of(string value)
    {
        var line = new StringBuilder(value.Length);

        // Enumerating runes replaces half surrogate pairs, which no encoder downstream would accept.
        foreach (var rune in value.EnumerateRunes())
        {
            if (!IsBreak(rune) && !Rune.IsWhiteSpace(rune))
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    private static bool IsBreak(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
        || TurnsDirection(rune.Value);

    // Joiners are format characters too, but emoji need them; only the directional ones go.
    private static bool TurnsDirection(int value) =>
        value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
