namespace Zegel.Functions.Http;

/// <summary>
/// What a name, a line and a text that a person typed are, in one place: as they are checked, stored, shown and mailed.
/// Nothing in them is unseen, so that no name can be empty to the eye, pose as another one, turn what stands beside it
/// (Unicode UAX 9), or add a line to a mail.
/// </summary>
public static class TypedText
{
    /// <summary>Characters of a person's name.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of what somebody calls a passkey.</summary>
    public const int LongestPasskeyName = 64;

    /// <summary>Characters of why a phone number is not theirs.</summary>
    public const int LongestExplanation = 500;

    /// <summary>Characters of why the service desk resets a second factor.</summary>
    public const int ShortestReason = 10;

    /// <inheritdoc cref="ShortestReason"/>
    public const int LongestReason = 500;

    /// <summary>
    /// One line: without marks that nobody sees, every run of spaces, tabs and line ends one space, none around it.
    /// Joiners and variation selectors stay where a script or an emoji needs them.
    /// </summary>
    public static string Line(string typed)
    {
        var line = new StringBuilder(typed.Length);
        var before = new Rune(' ');
        Rune? joiner = null;

        // Enumerating runes replaces half surrogate pairs, which no encoder downstream would accept.
        foreach (var rune in typed.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                (joiner, before) = (null, new Rune(' '));
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (IsJoiner(rune))
            {
                joiner = NeedsJoiners(before) ? rune : null;
            }
            else if (Unseen.IsSelector(rune) ? NeedsJoiners(before) && !Unseen.IsSelector(before) : !Unseen.Is(rune))
            {
                if (joiner is { } kept && NeedsJoiners(rune))
                {
                    line.Append(kept);
                }

                line.Append(rune);
                (joiner, before) = (null, rune);
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Lines of text: each as <see cref="Line"/>, with <c>\n</c> between; none empty around it.</summary>
    public static string Text(string typed) =>
        string.Join('\n', typed.ReplaceLineEndings("\n").Split('\n').Select(Line)).Trim('\n');

    /// <summary>
    /// Whether there is something to see in it. Two symbols are as blank as a space: the empty pattern of Braille and
    /// the note of music without a head.
    /// </summary>
    public static bool IsVisible(string cleaned) => cleaned.EnumerateRunes().Any(rune =>
        rune.Value is not (0x2800 or 0x1D159)
        && (Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune)));

    /// <summary>Whether it has what no line holds: what controls a device, and line ends. A tab is a space.</summary>
    internal static bool BreaksLine(string typed) =>
        typed.EnumerateRunes().Any(rune => rune.Value != '\t' && IsBreak(rune));

    /// <summary>The same for a text, which may have line ends.</summary>
    internal static bool BreaksText(string typed) => BreaksLine(typed.ReplaceLineEndings(" "));

    private static bool IsBreak(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsSpace(Rune rune) => IsBreak(rune) || Rune.IsWhiteSpace(rune);

    /// <summary>Zero-width joiner and non-joiner.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>
    /// Letters of scripts without capitals (Arabic, Persian, those of India), their signs, and emoji: between two of
    /// those a joiner says something. Between Latin letters it only makes two names look alike.
    /// </summary>
    private static bool NeedsJoiners(Rune rune) => Unseen.IsSelector(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}
