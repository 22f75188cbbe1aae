namespace Zegel.Functions.Http;

/// <summary>Collects what is wrong with a body as codes; the page has the words.</summary>
public sealed class Checks
{
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    /// <summary>All that was wrong as one refusal; null when nothing was.</summary>
    public BadInput? Problem => errors.Count == 0
        ? null
        : new BadInput(errors.ToDictionary(error => error.Key, error => error.Value.ToArray(), StringComparer.Ordinal));

    /// <summary>Notes <paramref name="code"/> on <paramref name="member"/> unless it holds.</summary>
    public void That(bool holds, string member, string code)
    {
        if (!holds)
        {
            if (!errors.TryGetValue(member, out var codes))
            {
                errors[member] = codes = [];
            }

            codes.Add(code);
        }
    }

    /// <summary>Whether it turns the direction of what follows, by which a name can pose as another (Unicode UAX 9).</summary>
    private static bool IsDirection(char character) =>
        character is '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>A line of text a person typed: trimmed length in characters, no control characters.</summary>
    public void Line(string? text, int minimum, int maximum, string member)
    {
        var length = text?.Trim().EnumerateRunes().Count() ?? 0;
        That(length >= minimum && length <= maximum, member, $"length-{minimum}-{maximum}");
        That(text is null || !text.Any(character => char.IsControl(character) || IsDirection(character)), member, "control-characters");
    }
}
