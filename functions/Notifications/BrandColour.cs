namespace Zegel.Functions.Notifications;

/// <summary>The organisation's colour, with the ink and the border for it (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
internal sealed record BrandColour
{
    private const string Standard = "#1d5a8c";
    private const string White = "#ffffff";
    private const string Black = "#000000";

    private BrandColour(string value) => Value = value;

    /// <summary>The colour itself, always <c>#rrggbb</c>: safe to write in a style.</summary>
    public string Value { get; }

    /// <summary>The colour of text on it: white or black, whichever contrasts most; at least 4.5:1.</summary>
    public string Ink => Contrast(Value, White) >= Contrast(Value, Black) ? White : Black;

    /// <summary>Reads <c>#rrggbb</c>; anything else gives the standard colour, as it would end in a style.</summary>
    public static BrandColour Of(string? value) => new(Colours.IsColour(value) ? value! : Standard);

    /// <summary>A border that keeps a surface of this colour visible on <paramref name="paper"/>.</summary>
    public string EdgeOn(string paper, string ink) => Contrast(Value, paper) >= 3 ? Value : ink;

    /// <summary>The contrast of two colours, from 1 to 21.</summary>
    public static double Contrast(string one, string other) => Colours.Contrast(one, other);
}
