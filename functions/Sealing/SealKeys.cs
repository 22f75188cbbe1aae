using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Zegel.Functions.Http;

namespace Zegel.Functions.Sealing;

/// <summary>A space's seal key as it is stored: wrapped under a version of the sealing key. Never returned to a client.</summary>
/// <param name="Version">32 hexadecimal digits.</param>
/// <param name="Wrapped">384 bytes, RSA-OAEP-256 under RSA-3072.</param>
public sealed record WrappedSealKey(string Version, byte[] Wrapped)
{
    /// <summary>The size of the wrapped form.</summary>
    public const int Size = 3072 / 8;

    /// <summary>What a browser sends: the form is checked here, the version against the vault.</summary>
    public void Check(Checks checks, string member)
    {
        checks.That(Security.Ids.IsId(Version), $"{member}.version", "version-invalid");
        checks.That(Wrapped.Length == Size, $"{member}.wrapped", "length-384");
    }
}

/// <summary>Making and unwrapping seal keys. Callers authorise and audit first; no key is kept, logged or cached.</summary>
public sealed class SealKeys(SealingKey sealingKey)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Counter<long> Unwraps =
        Meter.CreateCounter<long>("zegel.seal_key.unwraps", "{unwrap}", "Seal keys that the vault was asked to unwrap.");

    /// <summary>The size of a seal key.</summary>
    public const int Size = 256 / 8;

    /// <summary>A new seal key for a space that the functions make (a mailbox).</summary>
    public async Task<WrappedSealKey> MakeAsync(CancellationToken cancellationToken)
    {
        var wrapped = await sealingKey.Client.WrapKeyAsync(
            KeyWrapAlgorithm.RsaOaep256, RandomNumberGenerator.GetBytes(Size), cancellationToken);
        return new WrappedSealKey(SealingKey.VersionOf(wrapped.KeyId!), wrapped.EncryptedKey);
    }

    /// <summary>The seal key, or null when what was wrapped is not one.</summary>
    public async Task<byte[]?> UnwrapAsync(WrappedSealKey key, CancellationToken cancellationToken)
    {
        Unwraps.Add(1);
        try
        {
            var sealKey = await sealingKey.UnwrapAsync(key.Version, key.Wrapped, cancellationToken);
            return sealKey.Length == Size ? sealKey : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        catch (Azure.RequestFailedException refused) when (refused.Status == 400)
        {
            return null;
        }
    }

    /// <summary>A conversation's seal key under a mailbox's (RFC 3394, A256KW): 40 bytes.</summary>
    public static async Task<byte[]> WrapUnderAsync(byte[] mailboxKey, byte[] sealKey, CancellationToken cancellationToken)
    {
        using var aes = Aes.Create();
        aes.Key = mailboxKey;
        var local = new CryptographyClient(new JsonWebKey(aes));
        return (await local.WrapKeyAsync(KeyWrapAlgorithm.A256KW, sealKey, cancellationToken)).EncryptedKey;
    }
}
