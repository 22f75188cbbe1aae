namespace Zegel.Functions.Security;

/// <summary>
/// Small secrets at rest that must be read again, such as those of authenticator apps: AES-256-GCM under a key of the
/// root secret, bound to whose they are. Stored as base64 of <c>nonce(12) ‖ ciphertext ‖ tag(16)</c>.
/// </summary>
/// <remarks>Does not protect against someone who runs code as the function app.</remarks>
public sealed class ProtectedSecrets(RootSecret root)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] key = root.Key("app-secret");

    /// <summary>The form in which it is stored.</summary>
    public string Protect(byte[] secret, string owner)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var (sealedBytes, tag) = (new byte[secret.Length], new byte[TagBytes]);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, secret, sealedBytes, tag, Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String([.. nonce, .. sealedBytes, .. tag]);
    }

    /// <summary>The secret again.</summary>
    /// <exception cref="CryptographicException">It was changed, or is another owner's.</exception>
    public byte[] Unprotect(string stored, string owner)
    {
        var bytes = Convert.FromBase64String(stored).AsSpan();
        var secret = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        var content = bytes[NonceBytes..^TagBytes];
        aes.Decrypt(bytes[..NonceBytes], content, bytes[^TagBytes..], secret, Encoding.UTF8.GetBytes(owner));
        return secret;
    }
}
