using System.Xml;

namespace Zegel.Functions.Organisations;

/// <summary>
/// Reads a picture that somebody gives as the logo. A logo is shown on every page to everybody: an SVG that holds a
/// script, a handler or another document, or that has something loaded, is refused. Only what is known to draw is let
/// through; the policy of every answer says besides that nothing in it may run.
/// </summary>
public static class LogoCheck
{
    private const string SvgNamespace = "http://www.w3.org/2000/svg";
    private const string Xlink = "http://www.w3.org/1999/xlink";
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    private static readonly byte[] PngStart = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly HashSet<string> Drawing = new(StringComparer.Ordinal)
    {
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title",
        "desc", "defs", "symbol", "use", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
        "style", "switch", "metadata", "filter", "feGaussianBlur", "feOffset", "feBlend", "feFlood", "feComposite",
        "feColorMatrix", "feMerge", "feMergeNode",
    };

    /// <summary>What drawing programs write about themselves; a browser draws nothing of it.</summary>
    private static readonly HashSet<string> Remarks = new(StringComparer.Ordinal)
    {
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", "http://www.inkscape.org/namespaces/inkscape",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
        "http://purl.org/dc/elements/1.1/",
    };

    /// <summary>The logo; or the code of why it is none: too large, no picture of ours, not safe.</summary>
    public static (Logo? Logo, string? Refusal) Read(byte[] bytes)
    {
        if (bytes.Length > Logo.MaximumBytes)
        {
            return (null, "logo-large");
        }

        if (bytes.AsSpan().StartsWith(PngStart))
        {
            return (new Logo(Logo.Png, bytes), null);
        }

        try
        {
            // As text first: what is no UTF-8 is refused, so that what is read here is what a browser reads.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\ufeff');
            return IsSafe(text) ? (new Logo(Logo.Svg, bytes), null) : (null, "logo-unsafe");
        }
        catch (Exception exception) when (exception is XmlException or DecoderFallbackException)
        {
            return (null, "logo-unreadable");
        }
    }

    private static bool IsSafe(string text)
    {
        // No document type: it could give attributes and words that nobody sees in the text.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var (depth, isStyle) = (0, false);
        while (reader.Read())
        {
            var isRight = reader.NodeType switch
            {
                XmlNodeType.ProcessingInstruction or XmlNodeType.EntityReference => false,
                XmlNodeType.Element => IsElement(reader, isRoot: depth == 0) && AreAttributes(reader),
                XmlNodeType.Text or XmlNodeType.CDATA => !isStyle || IsStyle(reader.Value),
                _ => true,
            };
            if (!isRight)
            {
                return false;
            }

            if (reader.NodeType == XmlNodeType.Element)
            {
                (depth, isStyle) = (depth + 1, reader.LocalName == "style");
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                isStyle = false;
            }
        }

        return true;
    }

    private static bool IsElement(XmlReader reader, bool isRoot) =>
        isRoot ? reader is { LocalName: "svg", NamespaceURI: SvgNamespace }
            : Remarks.Contains(reader.NamespaceURI)
                || (reader.NamespaceURI == SvgNamespace && Drawing.Contains(reader.LocalName));

    private static bool AreAttributes(XmlReader reader)
    {
        var isRight = true;
        while (reader.MoveToNextAttribute())
        {
            isRight &= IsAttribute(reader.LocalName, reader.NamespaceURI, reader.Value);
        }

        reader.MoveToElement();
        return isRight;
    }

    private static bool IsAttribute(string name, string ns, string value) =>
        ns == Xmlns
        || (Remarks.Contains(ns) && !name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        || (!name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            && name is not ("src" or "base" or "action" or "formaction")
            && (name == "href" ? value.StartsWith('#') : ns == Xlink || IsStyle(value)));

    /// <summary>Only parts of the picture itself are named; an escape could hide what a name is.</summary>
    private static bool IsStyle(string value)
    {
        var plain = string.Concat(value.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('"' or '\'')));
        return !plain.Contains('\\', StringComparison.Ordinal) && !plain.Contains("/*", StringComparison.Ordinal)
            && !plain.Contains("@import", StringComparison.OrdinalIgnoreCase)
            && !plain.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
            && !plain.Contains("image-set(", StringComparison.OrdinalIgnoreCase)
            && !plain.Contains("src(", StringComparison.OrdinalIgnoreCase)
            && plain.ToLowerInvariant().Split("url(").Skip(1).All(rest => rest.StartsWith('#'));
    }
}
