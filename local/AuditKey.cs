using System.Security.Cryptography;
using System.Text.Json;
using Azure.Security.KeyVault.Keys;

namespace Zegel.Local;

/// <summary>Stands where the vault's key "audit" stands in the cloud: EC P-256, signs checkpoints of the audit trail.</summary>
public static class AuditKey
{
    /// <summary>A new key as JWK, private half included; its id has the form of a key vault's.</summary>
    public static string Create()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var version = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(128 / 8));
        return JsonSerializer.Serialize(
            new JsonWebKey(ecdsa, includePrivateParameters: true, [KeyOperation.Sign, KeyOperation.Verify])
            {
                Id = $"https://local.vault/keys/audit/{version}",
            });
    }
}
