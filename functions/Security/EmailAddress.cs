using System.Text.RegularExpressions;

namespace Zegel.Functions.Security;

/// <summary>
/// An address mail can be sent to: the dot-atom form of RFC 5321 4.1.2 with a domain name. Quoted local parts, comments
/// and address literals are valid there and refused here: they are used by nobody and hide tricks.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>Longer is not deliverable (RFC 5321 4.5.3.1.3).</summary>
    public const int MaximumLength = 254;

    /// <summary>The longest text in which an address is looked for.</summary>
    public const int MaximumTyped = 2_000;

    /// <summary>
    /// The one address in what was typed or pasted, as it is stored and sent to: the domain lower-case and in its ASCII
    /// form (RFC 5890). Taken out of <c>Name &lt;a@b.nl&gt;</c>, a <c>mailto:</c> link, quotes and brackets, without
    /// marks that nobody sees. Null when it is not one.
    /// </summary>
    public static string? Parse(string typed) => Read(typed).Address;

    /// <summary>Why there is not one address in it, as a code for the page; null when there is.</summary>
    public static string? Refuse(string typed) => Read(typed).Refusal;

    private static (string? Address, string? Refusal) Read(string typed)
    {
        if (typed.Length > MaximumTyped)
        {
            return (null, "email-long");
        }

        // static-web/js/text/typed-address.js does the same; tests/typed/addresses.json holds both to it.
        var found = Entry().Matches(Plain(typed)).SelectMany(entry => In(entry.Value))
            .DistinctBy(Key, StringComparer.Ordinal).ToList();
        if (found is not [var one])
        {
            return (null, found.Count == 0 ? "email-invalid" : "email-several");
        }

        var at = one.LastIndexOf('@');
        if (!Ascii.IsValid(one.AsSpan(0, at)))
        {
            // Communication Services documents no mail to such addresses (RFC 6531): it would be lost.
            return (null, "email-letters");
        }

        return IsComplete(one) ? (one, null) : (null, "email-invalid");
    }

    /// <summary>
    /// Without what nobody sees, and full-width letters as plain ones. Nothing else is rewritten: jan² is another than
    /// jan2.
    /// </summary>
    private static string Plain(string typed) => string.Concat(
        Unseen.Strip(typed).Select(letter => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter));

    /// <summary>What may be an address in an entry of a list: in the brackets, and a complete one before.</summary>
    private static IEnumerable<string> In(string entry)
    {
        var between = InBrackets().Match(entry);
        if (!between.Success)
        {
            return Words(entry);
        }

        var inside = Words(between.Groups["inside"].Value).ToList();
        var keys = inside.Select(Key).ToHashSet(StringComparer.Ordinal);
        var before = Words(entry[..between.Index]).Where(word => IsComplete(word) && !keys.Contains(Key(word)));
        return [.. before, .. inside];
    }

    /// <summary>The words that have an at sign in them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        if (MailTo().Match(text) is { Success: true } link)
        {
            text = Uri.UnescapeDataString(text[(link.Index + link.Length)..].Split('?', 2)[0]);
        }

        return Gaps().Split(text).Select(Bare).Where(word => word.IndexOf('@', StringComparison.Ordinal) > 0)
            .Select(WithAsciiDomain);
    }

    /// <summary>A word without what stands around an address: quotes, brackets, a label, a question.</summary>
    private static string Bare(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return word;
        }

        var end = word.IndexOf('?', at);
        var text = word[(word.LastIndexOf(':', at) + 1)..(end < 0 ? word.Length : end)].TrimStart(Opening);
        var bare = text.TrimEnd(Closing);
        // One of these may begin a local part; a pair of them stands around it.
        var isPair = bare is [var first, ..] && Pairs.Contains(first)
            && text[bare.Length..].Contains(first, StringComparison.Ordinal);
        return isPair ? bare[1..] : bare;
    }

    /// <summary>The domain as mail servers write it; as it was typed when it cannot be one.</summary>
    private static string WithAsciiDomain(string word)
    {
        var at = word.LastIndexOf('@');
        var domain = word[(at + 1)..].Normalize(NormalizationForm.FormKC);
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            // The form refuses it.
        }

        return word[..(at + 1)] + domain.ToLowerInvariant();
    }

    private static bool IsComplete(string address) => address.Length <= MaximumLength && Form().IsMatch(address);

    /// <summary>The form in which two addresses are the same mailbox for us: lower-case.</summary>
    public static string Key(string address) => address.ToLowerInvariant();

    /// <summary>
    /// The form in which addresses that most often lead to one inbox are one, for limits alone: without a tag after
    /// <c>+</c>, without dots where the host ignores them, lower-case. Never mail to it.
    /// </summary>
    public static string Folded(string address)
    {
        var key = Key(address);
        var at = key.LastIndexOf('@');
        var (local, host) = (key[..at], key[(at + 1)..]);
        // A tag needs something before it; an address that begins with + is as it is.
        local = local.IndexOf('+', StringComparison.Ordinal) is > 0 and var tag ? local[..tag] : local;
        host = host == "googlemail.com" ? "gmail.com" : host;
        return $"{(IgnoringDots.Contains(host) ? local.Replace(".", "", StringComparison.Ordinal) : local)}@{host}";
    }

    /// <summary>Hosts of mail for which a dot in an address makes no other inbox, as they document.</summary>
    private static readonly HashSet<string> IgnoringDots =
        new(["gmail.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me"], StringComparer.Ordinal);

    /// <summary>The address with only the first letter of its local part readable.</summary>
    public static string Mask(string address) => $"{address[0]}•••{address[address.LastIndexOf('@')..]}";

    /// <summary>What people and mail programs put around an address.</summary>
    private static readonly char[] Opening = [.. "\"“”„«»‹›‘’<>()[]{}•·●▪◦‣"];

    private static readonly char[] Pairs = ['\'', '*', '_', '~', '`'];

    private static readonly char[] Closing = [.. Opening, .. Pairs, '.', ':', '!'];

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

    // Between commas, semicolons and line ends, or up to a closing bracket; in a quoted name they are part of it.
    [GeneratedRegex(@"(""[^""]*""|[^,;\r\n>])+>?", Options, matchTimeoutMilliseconds: 200)]
    private static partial Regex Entry();

    // A link has its commas escaped.
    [GeneratedRegex(@"[\s,;]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"<(?<inside>[^<>]*@[^<>]*)>\z", Options, matchTimeoutMilliseconds: 200)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])mailto:(//)?", RegexOptions.IgnoreCase | Options, matchTimeoutMilliseconds: 200)]
    private static partial Regex MailTo();

    [GeneratedRegex(
        @$"\A(?=.{{1,64}}@)(?!/){Atom}(\.{Atom})*@([a-z0-9]([a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\z",
        Options,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Form();
}
