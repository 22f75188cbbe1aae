using System.Globalization;
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

    /// <summary>
    /// The address as it is stored and sent to: trimmed, the domain lower-case and in its ASCII form (RFC 5890). Null
    /// when it is not one.
    /// </summary>
    public static string? Parse(string text)
    {
        var trimmed = text.Trim();
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || trimmed.Length > MaximumLength)
        {
            return null;
        }

        string domain;
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(trimmed[(at + 1)..]).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        var address = trimmed[..at] + "@" + domain;
        return address.Length <= MaximumLength && Form().IsMatch(address) ? address : null;
    }

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

    [GeneratedRegex(
        @"\A(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Form();
}
