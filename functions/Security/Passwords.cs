using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Security;

/// <summary>
/// Passwords at rest: HMAC-SHA256 under a key of the root secret, then ASP.NET Core Identity's PBKDF2-HMAC-SHA512. The
/// hash alone cannot be guessed off-line without the root secret.
/// </summary>
/// <remarks>Does not protect against a password that its owner gives away or uses elsewhere.</remarks>
public sealed class Passwords(RootSecret root, IOptions<PasswordHasherOptions> options)
{
    private static readonly object Nobody = new();
    private readonly byte[] pepper = root.Key("password");
    private readonly PasswordHasher<object> hasher = new(options);
    private string? hashOfNothing;

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
