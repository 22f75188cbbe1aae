namespace Zegel.Functions.Security;

/// <summary>Which passwords are good enough (NIST SP 800-63B-4 3.1.1.2; N5).</summary>
public static class PasswordRule
{
    /// <summary>What is wrong with it as a code, or null.</summary>
    /// <param name="password">As received; spaces count.</param>
    /// <param name="minimumLength">
    /// <see cref="SecurityNumbers.PasswordLength"/>, or with a capital and a digit
    /// <see cref="SecurityNumbers.PasswordLengthWithSecondFactor"/>.
    /// </param>
    /// <param name="contextWords">Words that make it guessable here: the organisation, the person, the address.</param>
    public static string? Refuse(string password, int minimumLength, params ReadOnlySpan<string> contextWords)
    {
        var length = password.Normalize(NormalizationForm.FormC).EnumerateRunes().Count();
        var isLong = length >= SecurityNumbers.PasswordLength;
        var isMixed = length >= minimumLength && password.Any(char.IsUpper) && password.Any(char.IsDigit);
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

        return CommonPasswords.Contains(password) || password.Distinct().Count() < 4 ? "password-common" : null;
    }
}
