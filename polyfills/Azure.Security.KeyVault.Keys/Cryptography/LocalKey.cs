// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Security.Cryptography;

namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>
/// What can be done with the key material at hand. Null means that it cannot be done here: the algorithm is unknown or
/// the private part is missing.
/// </summary>
internal sealed class LocalKey(JsonWebKey key, KeyProperties? properties)
{
    private bool IsRsa => key.KeyType == KeyType.Rsa || key.KeyType == KeyType.RsaHsm;

    private bool IsEc => key.KeyType == KeyType.Ec || key.KeyType == KeyType.EcHsm;

    public byte[]? WrapKey(KeyWrapAlgorithm algorithm, byte[] plain)
    {
        if (!key.KeyOps.Contains(KeyOperation.WrapKey))
        {
            return null;
        }

        ThrowIfTimeInvalid();
        if (OaepPadding(algorithm) is { } padding)
        {
            using var rsa = key.ToRSA();
            return rsa.Encrypt(plain, padding);
        }

        return Fits(algorithm) ? WithAes(aes => AesKeyWrap.Wrap(aes, plain)) : null;
    }

    public byte[]? UnwrapKey(KeyWrapAlgorithm algorithm, byte[] encrypted)
    {
        if (!key.KeyOps.Contains(KeyOperation.UnwrapKey) || !key.HasPrivatePart)
        {
            return null;
        }

        if (OaepPadding(algorithm) is { } padding)
        {
            using var rsa = key.ToRSA(includePrivateParameters: true);
            return rsa.Decrypt(encrypted, padding);
        }

        return Fits(algorithm) ? WithAes(aes => AesKeyWrap.Unwrap(aes, encrypted)) : null;
    }

    public byte[]? Sign(SignatureAlgorithm algorithm, byte[] digest)
    {
        if (!key.KeyOps.Contains(KeyOperation.Sign) || !key.HasPrivatePart)
        {
            return null;
        }

        ThrowIfTimeInvalid();
        if (Signatures.PaddingOf(algorithm) is { } padding && IsRsa)
        {
            using var rsa = key.ToRSA(includePrivateParameters: true);
            return rsa.SignHash(digest, Signatures.HashOf(algorithm), padding);
        }

        if (Signatures.CurveOf(algorithm) is { } curve && IsEc && key.CurveName == curve)
        {
            using var ecdsa = key.ToECDsa(includePrivateParameters: true);
            return ecdsa.SignHash(digest);
        }

        return null;
    }

    public bool? Verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature)
    {
        if (!key.KeyOps.Contains(KeyOperation.Verify))
        {
            return null;
        }

        if (Signatures.PaddingOf(algorithm) is { } padding && IsRsa)
        {
            using var rsa = key.ToRSA();
            return rsa.VerifyHash(digest, signature, Signatures.HashOf(algorithm), padding);
        }

        if (Signatures.CurveOf(algorithm) is { } curve && IsEc && key.CurveName == curve)
        {
            using var ecdsa = key.ToECDsa();
            return ecdsa.VerifyHash(digest, signature);
        }

        return null;
    }

    /// <summary>A key outside its dates still opens what it sealed, but makes nothing new.</summary>
    private void ThrowIfTimeInvalid()
    {
        var now = DateTimeOffset.UtcNow;
        if (properties?.NotBefore > now)
        {
            throw new InvalidOperationException(
                $"The key \"{properties.Name}\" is not valid before {properties.NotBefore:r}.");
        }

        if (properties?.ExpiresOn <= now)
        {
            throw new InvalidOperationException(
                $"The key \"{properties.Name}\" is not valid after {properties.ExpiresOn:r}.");
        }
    }

    private RSAEncryptionPadding? OaepPadding(KeyWrapAlgorithm algorithm) => algorithm.ToString() switch
    {
        "RSA-OAEP" when IsRsa => RSAEncryptionPadding.OaepSHA1,
        "RSA-OAEP-256" when IsRsa => RSAEncryptionPadding.OaepSHA256,
        "RSA1_5" when IsRsa => RSAEncryptionPadding.Pkcs1,
        _ => null,
    };

    private bool Fits(KeyWrapAlgorithm algorithm) => key.K is { } bytes && algorithm.ToString() switch
    {
        "A128KW" => bytes.Length == 128 / 8,
        "A192KW" => bytes.Length == 192 / 8,
        "A256KW" => bytes.Length == 256 / 8,
        _ => false,
    };

    private byte[] WithAes(Func<Aes, byte[]> use)
    {
        using var aes = key.ToAes();
        return use(aes);
    }
}
