using System.Collections.Frozen;

namespace Zegel.Functions.Security;

/// <summary>
/// Passwords that many people use, from <c>common-passwords.txt</c> (made by
/// <c>infra/scripts/make-common-passwords.mjs</c>) and the Dutch words that stand before a number or year most often.
/// Kept off-line: no password leaves for a look-up.
/// </summary>
public static class CommonPasswords
{
    /// <summary>A common word with no more than this behind it is as common as the word.</summary>
    private const int Ornament = 5;

    private static readonly FrozenSet<string> Dutch = new[]
    {
        "welkom", "wachtwoord", "geheim", "lente", "zomer", "herfst", "winter", "voorjaar", "najaar", "januari",
        "februari", "maart", "april", "augustus", "september", "oktober", "november", "december", "maandag", "dinsdag",
        "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "nederland", "amsterdam",
        "rotterdam", "utrecht", "eindhoven",
        "groningen", "feyenoord", "voetbal", "vakantie", "knuffel", "schatje", "liefje", "lieverd", "praktijk",
        "huisarts", "notaris", "verzekering", "toegang", "inloggen", "beheer", "beheerder", "kantoor", "welkomwelkom",
        "wachtwoordwachtwoord",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Listed = Read();

    /// <summary>Whether it is one of them, or one of them with a few digits or marks behind it.</summary>
    public static bool Contains(string password)
    {
        var typed = password.ToLowerInvariant();
        var word = typed.TrimEnd([.. "0123456789!@#$%&*?.-_+="]);
        return IsOne(typed) || (typed.Length - word.Length <= Ornament && IsOne(word));
    }

    private static bool IsOne(string text) => Listed.Contains(text) || Dutch.Contains(text);

    private static FrozenSet<string> Read()
    {
        using var list = new StreamReader(
            typeof(CommonPasswords).Assembly
                .GetManifestResourceStream(typeof(CommonPasswords), "common-passwords.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
