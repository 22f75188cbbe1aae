using System.Globalization;
using System.Text;

namespace Zegel.Functions.Security;

/// <summary>A code as a person types it, brought to the form in which it is compared.</summary>
public static class TypedCode
{
    /// <summary>
    /// Spaces and hyphens go, every Unicode digit becomes its ASCII digit, letters become capitals, and in mailed codes
    /// the look-alikes of Crockford's alphabet are read as meant (O as 0, I and L as 1). Null when it cannot be a code.
    /// </summary>
    public static string? Normalise(string typed, int length, bool digitsOnly)
    {
        var code = new StringBuilder(length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value == '-')
            {
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                code.Append((int)Rune.GetNumericValue(rune));
            }
            else if (!digitsOnly && rune.IsAscii && Rune.IsLetter(rune))
            {
                code.Append(char.ToUpperInvariant((char)rune.Value) switch { 'O' => '0', 'I' or 'L' => '1', var letter => letter });
            }
            else
            {
                return null;
            }
        }

        return code.Length == length ? code.ToString() : null;
    }
}
