// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Azure.Security.KeyVault.Keys;

/// <summary>A key as JSON (RFC 7517). Numbers are big-endian bytes.</summary>
[JsonConverter(typeof(JsonWebKeyConverter))]
public class JsonWebKey
{
    private static readonly KeyOperation[] SymmetricOperations =
        [KeyOperation.Encrypt, KeyOperation.Decrypt, KeyOperation.WrapKey, KeyOperation.UnwrapKey];

    private static readonly KeyOperation[] RsaPublicOperations =
        [KeyOperation.Encrypt, KeyOperation.Verify, KeyOperation.WrapKey];

    private static readonly KeyOperation[] RsaPrivateOperations =
    [
        KeyOperation.Encrypt, KeyOperation.Decrypt, KeyOperation.Sign, KeyOperation.Verify, KeyOperation.WrapKey,
        KeyOperation.UnwrapKey,
    ];

    // A public key that may sign is odd, and so in the package; who verifies with one names the operation.
    private static readonly KeyOperation[] EcPublicOperations = [KeyOperation.Sign];
    private static readonly KeyOperation[] EcPrivateOperations = [KeyOperation.Sign, KeyOperation.Verify];

    /// <summary>A key whose material is set by the caller.</summary>
    public JsonWebKey(IEnumerable<KeyOperation> keyOps) => KeyOps = [.. keyOps ?? []];

    public JsonWebKey(Aes aesProvider, IEnumerable<KeyOperation>? keyOps = null)
        : this(keyOps ?? SymmetricOperations)
    {
        ArgumentNullException.ThrowIfNull(aesProvider);
        KeyType = KeyType.Oct;
        K = aesProvider.Key;
    }

    public JsonWebKey(
        RSA rsaProvider, bool includePrivateParameters = false, IEnumerable<KeyOperation>? keyOps = null)
        : this(keyOps ?? (includePrivateParameters ? RsaPrivateOperations : RsaPublicOperations))
    {
        ArgumentNullException.ThrowIfNull(rsaProvider);
        var rsa = rsaProvider.ExportParameters(includePrivateParameters);
        KeyType = KeyType.Rsa;
        (N, E) = (rsa.Modulus, rsa.Exponent);
        (D, P, Q, DP, DQ, QI) = (rsa.D, rsa.P, rsa.Q, rsa.DP, rsa.DQ, rsa.InverseQ);
    }

    /// <exception cref="NotSupportedException">The curve is not one of <see cref="KeyCurveName"/>.</exception>
    public JsonWebKey(ECDsa ecdsa, bool includePrivateParameters = false, IEnumerable<KeyOperation>? keyOps = null)
        : this(keyOps ?? (includePrivateParameters ? EcPrivateOperations : EcPublicOperations))
    {
        ArgumentNullException.ThrowIfNull(ecdsa);
        var ec = ecdsa.ExportParameters(includePrivateParameters);
        KeyType = KeyType.Ec;
        CurveName = Curves.NameOf(ec.Curve);
        (X, Y, D) = (ec.Q.X, ec.Q.Y, ec.D);
    }

    /// <summary>The key's address when it came from a vault.</summary>
    public string? Id { get; set; }

    public KeyType KeyType { get; set; }

    public IReadOnlyCollection<KeyOperation> KeyOps { get; }

    public KeyCurveName? CurveName { get; set; }

    /// <summary>RSA modulus.</summary>
    public byte[]? N { get; set; }

    /// <summary>RSA public exponent.</summary>
    public byte[]? E { get; set; }

    /// <summary>RSA private exponent with respect to P.</summary>
    public byte[]? DP { get; set; }

    /// <summary>RSA private exponent with respect to Q.</summary>
    public byte[]? DQ { get; set; }

    /// <summary>RSA inverse of Q.</summary>
    public byte[]? QI { get; set; }

    /// <summary>RSA first prime.</summary>
    public byte[]? P { get; set; }

    /// <summary>RSA second prime.</summary>
    public byte[]? Q { get; set; }

    /// <summary>X of the elliptic curve point.</summary>
    public byte[]? X { get; set; }

    /// <summary>Y of the elliptic curve point.</summary>
    public byte[]? Y { get; set; }

    /// <summary>RSA private exponent, or the elliptic curve's private value.</summary>
    public byte[]? D { get; set; }

    /// <summary>The symmetric key.</summary>
    public byte[]? K { get; set; }

    /// <summary>The token of a key that stays in an HSM.</summary>
    public byte[]? T { get; set; }

    internal bool HasPrivatePart => K is not null || D is not null;

    /// <exception cref="InvalidOperationException">Not a symmetric key.</exception>
    public Aes ToAes()
    {
        if (KeyType != KeyType.Oct && KeyType != KeyType.OctHsm)
        {
            throw new InvalidOperationException("key is not an octet key");
        }

        var aes = Aes.Create();
        aes.Key = K ?? throw new InvalidOperationException("key does not contain a value");
        return aes;
    }

    /// <exception cref="InvalidOperationException">Not an RSA key.</exception>
    public RSA ToRSA(bool includePrivateParameters = false)
    {
        if (KeyType != KeyType.Rsa && KeyType != KeyType.RsaHsm)
        {
            throw new InvalidOperationException("key is not an RSA key");
        }

        var rsa = new RSAParameters { Modulus = N, Exponent = E };
        if (includePrivateParameters && D is not null)
        {
            (rsa.D, rsa.P, rsa.Q, rsa.DP, rsa.DQ, rsa.InverseQ) = (D, P, Q, DP, DQ, QI);
        }

        return RSA.Create(rsa);
    }

    /// <exception cref="InvalidOperationException">Not an elliptic curve key.</exception>
    public ECDsa ToECDsa(bool includePrivateParameters = false)
    {
        if ((KeyType != KeyType.Ec && KeyType != KeyType.EcHsm) || CurveName is not KeyCurveName curve)
        {
            throw new InvalidOperationException("key is not an EC or EC-HSM type");
        }

        return ECDsa.Create(new ECParameters
        {
            Curve = Curves.Of(curve),
            Q = new ECPoint { X = X, Y = Y },
            D = includePrivateParameters ? D : null,
        });
    }
}
