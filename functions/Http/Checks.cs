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

    /// <summary>
    /// A line a person typed, such as a name: what is left of it as <see cref="TypedText.Line"/>, which is what to
    /// store, has so many characters, of which one can be seen. With a minimum of 0 it may be left out.
    /// </summary>
    public void Line(string? typed, int minimum, int maximum, string member)
    {
        Length(TypedText.Line(typed ?? ""), minimum, maximum, member);
        That(!TypedText.BreaksLine(typed ?? ""), member, "control-characters");
    }

    /// <summary>The same for a text, which may have several lines (<see cref="TypedText.Text"/>).</summary>
    public void Text(string typed, int minimum, int maximum, string member)
    {
        Length(TypedText.Text(typed), minimum, maximum, member);
        That(!TypedText.BreaksText(typed), member, "control-characters");
    }

    /// <summary>One address that mail can be sent to, as <see cref="EmailAddress"/> reads it.</summary>
    public void Email(string typed, string member)
    {
        var refusal = EmailAddress.Refuse(typed);
        That(refusal is null, member, refusal ?? "");
    }

    private void Length(string cleaned, int minimum, int maximum, string member)
    {
        var length = cleaned.EnumerateRunes().Count();
        var isSeen = length == 0 || TypedText.IsVisible(cleaned);
        That(length >= minimum && length <= maximum && isSeen, member, $"length-{minimum}-{maximum}");
    }
}
