namespace Zegel.Functions.Security;

/// <summary>Characters that show nothing: what comes with pasting, or hides one thing as another.</summary>
public static class Unseen
{
    /// <summary>Format marks, tags and what else Unicode shows nothing for (Default_Ignorable_Code_Point).</summary>
    public static bool Is(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x3164 or 0xFFA0
            or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF)
        || (rune.Value & 0xFFFE) == 0xFFFE;

    /// <summary>Variation selectors: they choose how the character before them looks.</summary>
    public static bool IsSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        or (>= 0x180B and <= 0x180D) or 0x180F;

    /// <summary>
    /// The text without any of them, and what Unicode holds to be the same written in one way (NFKC): full-width
    /// letters and digits become plain ones. For what is read by a machine, such as codes, numbers and addresses; not
    /// for names.
    /// </summary>
    public static string Without(string typed) => Strip(typed).Normalize(NormalizationForm.FormKC);

    /// <summary>The text without any of them, else as it was typed.</summary>
    public static string Strip(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        // Enumerating runes replaces half surrogate pairs, which cannot be normalised.
        foreach (var rune in typed.EnumerateRunes())
        {
            if (!Is(rune) && !IsSelector(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }
}
