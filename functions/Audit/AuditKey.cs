using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Zegel.Functions.Audit;

/// <summary>
/// The key that signs checkpoints of the audit trail: EC P-256 in Key Vault, that does nothing else. Like the sealing
/// key it differs between a machine and Azure: a JWK under <c>Zegel:Audit:LocalKey</c>, or the key's address under
/// <c>Zegel:Audit:KeyId</c>.
/// </summary>
public sealed class AuditKey
{
    private readonly KeyClient? vault;
    private readonly JsonWebKey? localKey;
    private readonly string name;

    /// <summary>Reads the configuration.</summary>
    public AuditKey(IConfiguration configuration)
    {
        if (configuration["Zegel:Audit:LocalKey"] is { Length: > 0 } jwk)
        {
            localKey = JsonSerializer.Deserialize<JsonWebKey>(jwk)!;
            name = "";
            return;
        }

        var address = configuration.GetValue<Uri>("Zegel:Audit:KeyId")
            ?? throw new InvalidOperationException("Set Zegel__Audit__KeyId to the address of the key that signs checkpoints.");
        TokenCredential identity = new DefaultAzureCredential();
        var key = new KeyVaultKeyIdentifier(address);
        (name, vault) = (key.Name, new KeyClient(key.VaultUri, identity));
    }

    /// <summary>Signs that the trail stands at an entry.</summary>
    /// <returns>The checkpoint's line.</returns>
    public async Task<string> SignAsync(long seq, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The newest version, asked each time: its address is part of what is signed.
        var key = localKey ?? (await vault!.GetKeyAsync(name, cancellationToken: cancellationToken)).Value.Key;
        var id = new KeyVaultKeyIdentifier(new Uri(key.Id!));
        var client = vault is null ? new CryptographyClient(key) : vault.GetCryptographyClient(id.Name, id.Version);
        var json = new AuditCheckpoint(seq, hash, now.ToUniversalTime(), key.Id!).ToJson();
        var signed = await client.SignDataAsync(SignatureAlgorithm.ES256, Encoding.UTF8.GetBytes(json), cancellationToken);
        return SealedLine.With(json, "signature", Base64Url.EncodeToString(signed.Signature));
    }
}
