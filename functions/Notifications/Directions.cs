namespace Zegel.Functions.Notifications;

/// <summary>Names from right to left in sentences from left to right (Unicode UAX 9).</summary>
internal static class Directions
{
    private const char Isolate = '\u2068';
    private const char End = '\u2069';

    /// <summary>
    /// A line as it stands in a sentence of ours: a Hebrew or Arabic name turns nothing but itself. It has no marks of
    /// direction of its own (<see cref="Http.TypedText.Line"/>).
    /// </summary>
    public static string Isolated(string line) => line.EnumerateRunes().Any(RunsLeft) ? $"{Isolate}{line}{End}" : line;

    /// <summary>Letters of scripts that run from right to left, by the blocks that Unicode keeps for them.</summary>
    private static bool RunsLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF)
        or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
