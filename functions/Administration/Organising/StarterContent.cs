using Zegel.Functions.Starters;

namespace Zegel.Functions.Administration.Organising;

/// <summary>What a starter says, as the service desk writes it; checked when it is made and when it changes.</summary>
internal static class StarterContent
{
    public static void Check(Checks checks, string textNl, string textEn, IReadOnlyList<FileKind>? kinds)
    {
        Text(checks, textNl, "textNl");
        Text(checks, textEn, "textEn");
        checks.That(kinds is null || kinds.Count > 0, "kinds", "kinds-missing");
        checks.That(kinds is null || kinds.Distinct().Count() == kinds.Count, "kinds", "not-unique");
    }

    /// <summary>Counted as people count: a letter with its accents is one, and so is an emoji of many parts.</summary>
    private static void Text(Checks checks, string typed, string member)
    {
        checks.Text(typed, 0, MostRunes, member);
        var length = new StringInfo(TypedText.Text(typed)).LengthInTextElements;
        checks.That(length <= SecurityNumbers.StarterText, member, "length-0-500");
    }

    /// <summary>What is seen may be made of several characters, but not of as many as anybody likes.</summary>
    private const int MostRunes = 2000;
}
