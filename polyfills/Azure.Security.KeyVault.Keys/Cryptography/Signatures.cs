// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Security.Cryptography;

namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>What the names of the signature algorithms mean.</summary>
internal static class Signatures
{
    public static RSASignaturePadding? PaddingOf(SignatureAlgorithm algorithm) => algorithm.ToString()[..2] switch
    {
        "RS" => RSASignaturePadding.Pkcs1,
        "PS" => RSASignaturePadding.Pss,
        _ => null,
    };

    public static KeyCurveName? CurveOf(SignatureAlgorithm algorithm) => algorithm.ToString() switch
    {
        "ES256" => KeyCurveName.P256,
        "ES384" => KeyCurveName.P384,
        "ES512" => KeyCurveName.P521,
        _ => (KeyCurveName?)null,
    };

    public static HashAlgorithmName HashOf(SignatureAlgorithm algorithm) => algorithm.ToString()[2..] switch
    {
        "256" => HashAlgorithmName.SHA256,
        "384" => HashAlgorithmName.SHA384,
        "512" => HashAlgorithmName.SHA512,
        _ => throw new InvalidOperationException($"Invalid Algorithm: {algorithm}"),
    };

    public static byte[] Digest(SignatureAlgorithm algorithm, byte[] data) =>
        CryptographicOperations.HashData(HashOf(algorithm), data);
}
