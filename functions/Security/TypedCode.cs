using System.Text.RegularExpressions;

namespace Zegel.Functions.Security;

/// <summary>
/// A code as a person types or pastes it, brought to the form in which it is compared.
/// <c>static-web/js/text/typed-code.js</c> reads it in the same way; <c>tests/typed/codes.json</c> holds both to that.
/// </summary>
public static partial class TypedCode
{
    /// <summary>Whoever pastes a whole mail pastes less; more is not looked at.</summary>
    public const int MaximumLength = 8_000;

    /// <summary>
    /// The code in what was typed: alone, in its line (<c>Code: 123 456</c>), or in the whole text of an SMS or a mail.
    /// Spaces, dashes and other punctuation go, every Unicode digit becomes its ASCII digit, letters become capitals,
    /// and where letters count the look-alikes of Crockford's alphabet are read as meant (O as 0, I and L as 1). A date
    /// is no code. Null when there is no code of this length in it, or more than one.
    /// </summary>
    public static string? Read(string typed, int length, bool digitsOnly)
    {
        var whole = Unseen.Without(typed);
        // Writing it in one way can make it longer.
        if (whole.Length > MaximumLength)
        {
            return null;
        }

        // "Code: ABCD" is half a code and not the eight characters of it.
        if (!Label().IsMatch(whole) && Compact(whole, length, digitsOnly) is { } alone && alone.Length == length)
        {
            return alone;
        }

        var text = Date().Replace(whole, "/");
        // Up to the next label, so that each part of the text is read once.
        var labels = Label().Matches(text);
        var ends = labels.Skip(1).Select(next => next.Index).Append(text.Length);
        var named = labels
            .Zip(ends, (label, end) => After(label, text[(label.Index + label.Length)..end], length, digitsOnly))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (named.Count > 0)
        {
            return named is [var one] ? one : null;
        }

        return Standing().Matches(text).Concat(Digits().Matches(text)).Select(match => match.Value).Where(IsLikeCode)
            .Select(word => Compact(word, length, digitsOnly)).Where(code => code?.Length == length)
            .Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;
    }

    /// <summary>The code behind the word "code": the rest of the line, or its first parts.</summary>
    private static string? After(Match label, string rest, int length, bool digitsOnly)
    {
        var line = rest.Split('\n', 2)[0];
        // Behind a colon one word is the code, also in small letters alone.
        var isBehindColon = label.Value.Contains(':', StringComparison.Ordinal);
        var isCode = IsLikeCode(line) || (isBehindColon && OneWord().IsMatch(line));
        if (isCode && Compact(line, length, digitsOnly) is { } whole && whole.Length == length)
        {
            return whole;
        }

        var code = "";
        foreach (var part in Part().Matches(line).Select(match => match.Value).TakeWhile(IsLikeCode))
        {
            code += Compact(part, length, digitsOnly) ?? part;
            if (code.Length >= length)
            {
                break;
            }
        }

        return code.Length == length ? Compact(code, length, digitsOnly) : null;
    }

    /// <summary>Only letters and digits of the alphabet; null when there are others, or more than a code has.</summary>
    private static string? Compact(string text, int length, bool digitsOnly)
    {
        var code = new StringBuilder(length + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                code.Append((int)Rune.GetNumericValue(rune));
            }
            else if (!digitsOnly && rune.IsAscii && Rune.IsLetter(rune))
            {
                var capital = char.ToUpperInvariant((char)rune.Value);
                code.Append(capital switch { 'O' => '0', 'I' or 'L' => '1', _ => capital });
            }
            else if (Rune.IsLetter(rune) || Rune.IsNumber(rune))
            {
                return null;
            }

            if (code.Length > length)
            {
                return null;
            }
        }

        return code.ToString();
    }

    /// <summary>Words of a sentence have small letters and no digits; that tells a code from them.</summary>
    private static bool IsLikeCode(string text) => Digit().IsMatch(text) || !text.Any(char.IsLower);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // "Code:", "Uw inlogcode is", "Code " of an SMS; the code may stand on the next line.
    [GeneratedRegex(
        @"code(?![\p{L}\p{N}])(\s+is(?![\p{L}\p{N}]))?[^\p{L}\p{N}]*", RegexOptions.IgnoreCase | Options, 200)]
    private static partial Regex Label();

    // What stands by itself, with dashes inside.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])[\p{L}\p{N}]+([\p{Pd}\u2212][\p{L}\p{N}]+)*", Options, 200)]
    private static partial Regex Standing();

    // "123 456", between words; not up to the hour of a time.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])\p{Nd}+([ .\p{Pd}\u2212]\p{Nd}+)*(?![\p{L}\p{N}]|:\p{Nd})", Options, 200)]
    private static partial Regex Digits();

    // 28-11-2026, 28/11/2026, 28.11.2026, 2026-11-28.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])((0?[1-9]|[12][0-9]|3[01])(?<dash>[-./])(0?[1-9]|1[0-2])\k<dash>(19|20)[0-9]{2}"
        + @"|(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))(?![\p{L}\p{N}])",
        Options,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A[\p{L}\p{N}]+([\p{Pd}\u2212][\p{L}\p{N}]+)*[^\p{L}\p{N}]*\z", Options, 200)]
    private static partial Regex OneWord();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Part();

    [GeneratedRegex(@"\p{Nd}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Digit();
}
