using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Zegel.Functions.Sealing;

/// <summary>
/// The sealing key: RSA-3072 in Key Vault, that wraps seal keys (RSA-OAEP-256). Browsers wrap with its public half;
/// only the vault unwraps. The second of the two places that differ between a machine and Azure: a JWK under
/// <c>Zegel:Sealing:LocalKey</c>, or the key's address under <c>Zegel:Sealing:KeyId</c>.
/// </summary>
public sealed class SealingKey
{
    private readonly KeyClient? vault;
    private readonly JsonWebKey? localKey;
    private readonly string name;
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
    private JsonWebKey? publicKey;

    /// <summary>Reads the configuration.</summary>
    public SealingKey(IConfiguration configuration)
    {
        if (configuration["Zegel:Sealing:LocalKey"] is { Length: > 0 } jwk)
        {
            localKey = JsonSerializer.Deserialize<JsonWebKey>(jwk)!;
            name = new KeyVaultKeyIdentifier(new Uri(localKey.Id!)).Name;
            Client = new CryptographyClient(localKey);
            return;
        }

        var address = configuration.GetValue<Uri>("Zegel:Sealing:KeyId")
            ?? throw new InvalidOperationException("Set Zegel__Sealing__KeyId to the address of the sealing key.");
        TokenCredential identity = new DefaultAzureCredential();
        var key = new KeyVaultKeyIdentifier(address);
        name = key.Name;
        vault = new KeyClient(key.VaultUri, identity);
        Client = new CryptographyClient(address, identity);
    }

    /// <summary>Wraps and unwraps under the newest version.</summary>
    public CryptographyClient Client { get; }

    /// <summary>The version and the public half of the newest version, asked once for a process.</summary>
    public async Task<(string Version, string N, string E)> GetPublicKeyAsync(CancellationToken cancellationToken)
    {
        var key = publicKey ??= localKey ?? (await vault!.GetKeyAsync(name, cancellationToken: cancellationToken)).Value.Key;
        return (VersionOf(key.Id!), Base64Url.EncodeToString(key.N), Base64Url.EncodeToString(key.E));
    }

    /// <summary>
    /// Whether a browser may have wrapped under this version; the address is built here, never taken. During a rotation
    /// another process may have handed out a version that this one has not seen.
    /// </summary>
    public async Task<bool> KnowsAsync(string version, CancellationToken cancellationToken)
    {
        if (known.ContainsKey(version) || (await GetPublicKeyAsync(cancellationToken)).Version == version)
        {
            return true;
        }

        try
        {
            if (vault is null || (await vault.GetKeyAsync(name, version, cancellationToken)).Value.Properties.Enabled == false)
            {
                return false;
            }

            known[version] = true;
            return true;
        }
        catch (RequestFailedException unknown) when (unknown.Status is 400 or 404)
        {
            return false;
        }
    }

    /// <summary>Whether the vault answers, with the key in it.</summary>
    public Task AskAsync(CancellationToken cancellationToken) =>
        vault is null ? Task.CompletedTask : vault.GetKeyAsync(name, cancellationToken: cancellationToken);

    /// <summary>The version in a key's address.</summary>
    public static string VersionOf(string keyId) => new KeyVaultKeyIdentifier(new Uri(keyId)).Version!;

    /// <summary>Unwraps what was wrapped under a version.</summary>
    public async Task<byte[]> UnwrapAsync(string version, byte[] wrapped, CancellationToken cancellationToken)
    {
        var client = vault is null ? Client : vault.GetCryptographyClient(name, version);
        return (await client.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, wrapped, cancellationToken)).Key;
    }
}
