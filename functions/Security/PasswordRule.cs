using System.Collections.Frozen;
using System.Text;

namespace Zegel.Functions.Security;

/// <summary>Which passwords are good enough.</summary>
public static class PasswordRule
{
    // The most used passwords that the length rules let through; longer lists come with the full accounts feature.
    private static readonly FrozenSet<string> Common = new[]
    {
        "Password1", "Password123", "Welkom01", "Welkom123", "Wachtwoord1", "Wachtwoord123", "Qwerty123", "Qwertyuiop1",
        "Geheim123", "Zomer2026", "Winter2026", "Lente2026", "Herfst2026", "Iloveyou1", "Admin1234", "Letmein123",
        "123456789012345", "111111111111111", "aaaaaaaaaaaaaaa", "qwertyuiopasdfg", "passwordpassword",
        "wachtwoordwachtwoord", "abcdefghijklmno",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with it as a code, or null.</summary>
    /// <param name="password">As received; spaces count.</param>
    /// <param name="contextWords">Words that make it guessable here: the organisation, the local part of the address.</param>
    public static string? Refuse(string password, params ReadOnlySpan<string> contextWords)
    {
        var length = password.Normalize(NormalizationForm.FormC).EnumerateRunes().Count();
        var isLong = length >= SecurityNumbers.PasswordLength;
        var isMixed = length >= SecurityNumbers.PasswordLengthWithSecondFactor
            && password.Any(char.IsUpper) && password.Any(char.IsDigit);
        if (!isLong && !isMixed)
        {
            return "password-short";
        }

        if (length > SecurityNumbers.PasswordMaximum)
        {
            return "password-long";
        }

        foreach (var word in contextWords)
        {
            if (password.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return "password-common";
            }
        }

        return Common.Contains(password) || password.Distinct().Count() < 4 ? "password-common" : null;
    }
}
