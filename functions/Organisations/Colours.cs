namespace Zegel.Functions.Organisations;

/// <summary>Colours as <c>#rrggbb</c>, and how well they can be read (WCAG 2.2, 1.4.3).</summary>
public static class Colours
{
    /// <summary>The contrast that text needs.</summary>
    public const double TextContrast = 4.5;

    private const string White = "#ffffff";
    private const int Steps = 256;

    /// <summary>Whether it is one.</summary>
    public static bool IsColour(string? value) =>
        value is ['#', _, _, _, _, _, _] && value.Skip(1).All(char.IsAsciiHexDigit);

    /// <summary>The contrast of two colours, from 1 to 21.</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>
    /// The colour, darkened as little as it takes, of the same hue, to be read on white, and white on it; the pages
    /// propose the same one.
    /// </summary>
    public static string Readable(string colour)
    {
        int[] parts = [Part(colour, 1), Part(colour, 3), Part(colour, 5)];
        for (var step = Steps; step > 0; step--)
        {
            var darker = "#" + string.Concat(
                parts.Select(part => (part * step / Steps).ToString("x2", CultureInfo.InvariantCulture)));
            if (Contrast(darker, White) >= TextContrast)
            {
                return darker;
            }
        }

        return "#000000";
    }

    private static double Luminance(string colour) =>
        (0.2126 * Linear(colour, 1)) + (0.7152 * Linear(colour, 3)) + (0.0722 * Linear(colour, 5));

    private static double Linear(string colour, int at)
    {
        var part = Part(colour, at) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    private static int Part(string colour, int at) =>
        int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
