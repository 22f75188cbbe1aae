using PhoneNumbers;

namespace Zegel.Functions.Security;

/// <summary>
/// A mobile number of any country, as its numbering plan has it (libphonenumber). Landlines, premium and satellite
/// numbers are refused: they cannot receive a code or cost a fortune. To which countries SMS is sent is a setting of
/// the organisation (<c>SmsOptions.Countries</c>).
/// </summary>
public static class PhoneNumber
{
    /// <summary>Longer is no number, however it was written.</summary>
    public const int MaximumTyped = 100;

    /// <summary>The country whose numbers may be written without a country code.</summary>
    private const string Home = "NL";

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>
    /// The number as <c>+31612345678</c>. Spaces, dashes and other punctuation are allowed, and a name before it
    /// (<c>tel:</c>); <c>06…</c> is Dutch, <c>00…</c> is <c>+…</c>, a country code may lack its plus and a national
    /// number may keep its zero behind it. Null when it is not one mobile number.
    /// </summary>
    public static string? Parse(string text)
    {
        if (text.Length > MaximumTyped)
        {
            return null;
        }

        var typed = Unseen.Without(text);
        var start = typed.IndexOfAny([.. "+0123456789"]);
        // Letters behind it are an extension, or a second word that nobody can call.
        if (start < 0 || typed[start..].Any(char.IsLetter))
        {
            return null;
        }

        // libphonenumber knows most punctuation, and ends a number at the rest.
        var letters = typed[start..].Select(letter => char.IsDigit(letter) || letter == '+' ? letter : ' ');
        var number = string.Concat(letters);
        return Mobile(number) ?? (char.IsBetween(number[0], '1', '9') ? Mobile("+" + number) : null);
    }

    /// <summary>Whether people can ring it, also when it is no mobile one: a help desk's.</summary>
    public static bool CanBeRung(string text)
    {
        try
        {
            return text.Length <= MaximumTyped && !text.Any(char.IsLetter)
                && Plans.IsValidNumber(Plans.Parse(text, Home));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>The country of a number in E.164, as ISO 3166-1 has it; null when it has none.</summary>
    public static string? CountryOf(string number) =>
        Plans.GetRegionCodeForNumber(Plans.Parse(number, null)) is { Length: 2 } country ? country : null;

    /// <summary>The number with only its last two digits readable.</summary>
    public static string Mask(string number) => "•••• ••" + number[^2..];

    private static string? Mobile(string text)
    {
        try
        {
            var number = Plans.Parse(text, Home);
            // In America nobody can tell a mobile number from another.
            var type = Plans.GetNumberType(number);
            var isMobile = type is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;
            // Satellites and the like have a country code without a country.
            return isMobile && Plans.GetRegionCodeForNumber(number) is { Length: 2 }
                ? Plans.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            // How the library says that it is none.
            return null;
        }
    }
}
