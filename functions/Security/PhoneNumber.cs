using System.Text.RegularExpressions;

namespace Zegel.Functions.Security;

/// <summary>
/// A mobile number that codes may be sent to: E.164, in the countries we send to. Landlines, premium and satellite
/// numbers are refused: they cannot receive a code or cost a fortune.
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>
    /// The number as <c>+31612345678</c>; spaces, hyphens, dots and brackets are allowed, <c>06…</c> is Dutch,
    /// <c>00…</c> is <c>+…</c>. Null when it is not a mobile number of the Netherlands, Belgium, Germany or Luxembourg.
    /// </summary>
    public static string? Parse(string text)
    {
        var digits = Separators().Replace(text.Trim().Replace("(0)", "", StringComparison.Ordinal), "");
        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            digits = "+" + digits[2..];
        }
        else if (digits.StartsWith("06", StringComparison.Ordinal))
        {
            digits = "+31" + digits[1..];
        }

        return Mobile().IsMatch(digits) ? digits : null;
    }

    /// <summary>The number with only its last two digits readable.</summary>
    public static string Mask(string number) => "•••• ••" + number[^2..];

    [GeneratedRegex(@"[\s\-.()\u00A0]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Separators();

    // The mobile ranges of the national numbering plans (ITU-T E.164 annexes): NL 6, BE 46-49, DE 15-17, LU 6.
    [GeneratedRegex(@"\A(\+316[0-9]{8}|\+324[6-9][0-9]{7}|\+491[5-7][0-9]{8,9}|\+3526[0-9]{8})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mobile();
}
