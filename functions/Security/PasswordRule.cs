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

        return IsEasy(password) ? "password-common" : null;
    }

    /// <summary>
    /// What is wrong, as a code, with a password that staff agrees with a recipient; null: nothing is. It is told by
    /// telephone, so it may be shorter: few tries at it are let in (<see cref="SecurityNumbers.AgreedPasswordTries"/>).
    /// </summary>
    public static string? RefuseAgreed(string password)
    {
        var agreed = AgreedPasswords.Read(password).Normalize(NormalizationForm.FormC);
        var length = agreed.EnumerateRunes().Count();
        return length is < SecurityNumbers.AgreedPasswordLength or > SecurityNumbers.AgreedPasswordMaximum
            ? "agreed-password-length"
            : IsEasy(agreed) ? "password-common" : null;
    }

    private static bool IsEasy(string password) =>
        CommonPasswords.Contains(password) || password.Distinct().Count() < 4;
}
