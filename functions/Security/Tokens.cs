using System.Buffers.Text;

namespace Zegel.Functions.Security;

/// <summary>Random tokens of 256 bits, and the form in which they are stored.</summary>
/// <remarks>Does not protect against someone who reads the token from the browser that holds it.</remarks>
public static class Tokens
{
    /// <summary>A new token: 43 characters of base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(256 / 8));

    /// <summary>A new id: 32 hexadecimal digits.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(128 / 8));

    /// <summary>What is stored of a token: its SHA-256 in hexadecimal. Safe unsalted: the token has 256 bits.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether two secrets are the same, in a time that does not depend on where they differ.</summary>
    public static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
