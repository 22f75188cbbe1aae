using System.Buffers.Text;
using System.Collections.Concurrent;
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

    /// <summary>Public halves by their address; what an address names never changes.</summary>
    private readonly ConcurrentDictionary<string, JsonWebKey> known = new(StringComparer.Ordinal);

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
            ?? throw new InvalidOperationException(
                "Set Zegel__Audit__KeyId to the address of the key that signs checkpoints.");
        TokenCredential identity = new DefaultAzureCredential();
        var key = new KeyVaultKeyIdentifier(address);
        (name, vault) = (key.Name, new KeyClient(key.VaultUri, identity));
    }

    /// <summary>Signs that the trail stands at an entry.</summary>
    /// <returns>The checkpoint, and its line.</returns>
    public async Task<(AuditCheckpoint Checkpoint, string Line)> SignAsync(
        string day, long seq, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The newest version, asked each time: its address is part of what is signed.
        var key = localKey ?? (await vault!.GetKeyAsync(name, cancellationToken: cancellationToken)).Value.Key;
        var id = new KeyVaultKeyIdentifier(new Uri(key.Id!));
        var client = vault is null ? new CryptographyClient(key) : vault.GetCryptographyClient(id.Name, id.Version);
        var checkpoint = new AuditCheckpoint(seq, day, hash, now.ToUniversalTime(), key.Id!);
        var json = checkpoint.ToJson();
        var signed = await client.SignDataAsync(
            SignatureAlgorithm.ES256, Encoding.UTF8.GetBytes(json), cancellationToken);
        return (checkpoint, SealedLine.With(json, "signature", Base64Url.EncodeToString(signed.Signature)));
    }

    /// <summary>The checkpoint of a line; null when no version of this key signed it.</summary>
    public async Task<AuditCheckpoint?> VerifyAsync(string line, CancellationToken cancellationToken)
    {
        if (AuditCheckpoint.Read(line) is not var (checkpoint, json, signature)
            || await FindPublicHalfAsync(checkpoint.Key, cancellationToken) is not { } key)
        {
            return null;
        }

        var client = new CryptographyClient(key);
        var verified = await client.VerifyDataAsync(
            SignatureAlgorithm.ES256, Encoding.UTF8.GetBytes(json), signature, cancellationToken);
        return verified.IsValid ? checkpoint : null;
    }

    /// <summary>The public half of a version of this key, as the vault has it; null for any other address.</summary>
    private async Task<JsonWebKey?> FindPublicHalfAsync(string address, CancellationToken cancellationToken)
    {
        if (localKey is not null)
        {
            return address == localKey.Id ? localKey : null;
        }

        if (known.TryGetValue(address, out var key))
        {
            return key;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !KeyVaultKeyIdentifier.TryCreate(uri, out var id)
            || id.VaultUri != vault!.VaultUri || id.Name != name || string.IsNullOrEmpty(id.Version))
        {
            return null;
        }

        try
        {
            key = (await vault.GetKeyAsync(id.Name, id.Version, cancellationToken)).Value.Key;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }

        return key.Id == address ? known.GetOrAdd(address, key) : null;
    }
}
