using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Security;

/// <summary>
/// Passwords at rest: HMAC-SHA256 under a key of the root secret, then ASP.NET Core Identity's PBKDF2-HMAC-SHA512. The
/// hash alone cannot be guessed off-line without the root secret.
/// </summary>
/// <remarks>Does not protect against a password that its owner gives away or uses elsewhere.</remarks>
public class Passwords
{
    private static readonly object Nobody = new();
    private readonly byte[] pepper;
    private readonly PasswordHasher<object> hasher;
    private string? hashOfNothing;

    /// <summary>Of accounts.</summary>
    public Passwords(RootSecret root, IOptions<PasswordHasherOptions> options)
        : this(root, options, "password")
    {
    }

    /// <summary>Under the key of a purpose.</summary>
    protected Passwords(RootSecret root, IOptions<PasswordHasherOptions> options, string purpose) =>
        (pepper, hasher) = (root.Key(purpose), new(options));

    /// <summary>The form in which a password is stored.</summary>
    public string Hash(string password) => hasher.HashPassword(Nobody, Pepper(password));

    /// <summary>
    /// Whether it is the password. With no hash (an unknown account, or one not yet accepted) the same work is done for
    /// the same answer as a wrong password, so that nobody learns which accounts exist (ASVS V6.3.8).
    /// </summary>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        hashOfNothing ??= Hash("");
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? hashOfNothing, Pepper(password));
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    private string Pepper(string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC));
        return Convert.ToBase64String(HMACSHA256.HashData(pepper, bytes));
    }
}

/// <summary>
/// Passwords that staff agreed with a recipient, at rest: as those of accounts, under a key of their own, so that one
/// never passes for the other.
/// </summary>
public sealed class AgreedPasswords(RootSecret root, IOptions<PasswordHasherOptions> options)
    : Passwords(root, options, "agreed-password")
{
    /// <summary>
    /// The password in what was typed: told by telephone and pasted from a note, it gets blanks around it that nobody
    /// meant.
    /// </summary>
    public static string Read(string typed) => typed.Trim();
}
