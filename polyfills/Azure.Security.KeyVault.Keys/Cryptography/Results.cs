// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using Azure.Security.KeyVault.Keys.Cryptography;

namespace Azure.Security.KeyVault.Keys.Cryptography
{
    /// <summary>A key wrapped under the key <see cref="KeyId"/>.</summary>
    public class WrapResult
    {
        internal WrapResult(string? keyId, byte[] encryptedKey, KeyWrapAlgorithm algorithm) =>
            (KeyId, EncryptedKey, Algorithm) = (keyId, encryptedKey, algorithm);

        public string? KeyId { get; }

        public byte[] EncryptedKey { get; }

        public KeyWrapAlgorithm Algorithm { get; }
    }

    /// <summary>An unwrapped key.</summary>
    public class UnwrapResult
    {
        internal UnwrapResult(string? keyId, byte[] key, KeyWrapAlgorithm algorithm) =>
            (KeyId, Key, Algorithm) = (keyId, key, algorithm);

        public string? KeyId { get; }

        public byte[] Key { get; }

        public KeyWrapAlgorithm Algorithm { get; }
    }

    /// <summary>A signature; of an elliptic curve key r and s side by side (IEEE P1363).</summary>
    public class SignResult
    {
        internal SignResult(string? keyId, byte[] signature, SignatureAlgorithm algorithm) =>
            (KeyId, Signature, Algorithm) = (keyId, signature, algorithm);

        public string? KeyId { get; }

        public byte[] Signature { get; }

        public SignatureAlgorithm Algorithm { get; }
    }

    /// <summary>Whether a signature is right.</summary>
    public class VerifyResult
    {
        internal VerifyResult(string? keyId, bool isValid, SignatureAlgorithm algorithm) =>
            (KeyId, IsValid, Algorithm) = (keyId, isValid, algorithm);

        public string? KeyId { get; }

        public bool IsValid { get; }

        public SignatureAlgorithm Algorithm { get; }
    }
}

namespace Azure.Security.KeyVault.Keys
{
    /// <summary>Makes results without a key.</summary>
    public static class CryptographyModelFactory
    {
        public static WrapResult WrapResult(
            string? keyId = null, byte[]? key = null, KeyWrapAlgorithm algorithm = default) =>
            new(keyId, key!, algorithm);

        public static UnwrapResult UnwrapResult(
            string? keyId = null, byte[]? key = null, KeyWrapAlgorithm algorithm = default) =>
            new(keyId, key!, algorithm);

        public static SignResult SignResult(
            string? keyId = null, byte[]? signature = null, SignatureAlgorithm algorithm = default) =>
            new(keyId, signature!, algorithm);

        public static VerifyResult VerifyResult(
            string? keyId = null, bool isValid = default, SignatureAlgorithm algorithm = default) =>
            new(keyId, isValid, algorithm);
    }

    /// <summary>Makes keys without a vault.</summary>
    public static class KeyModelFactory
    {
        public static KeyVaultKey KeyVaultKey(KeyProperties properties, JsonWebKey key) => new(properties, key);
    }
}
