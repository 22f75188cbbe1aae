using System.Buffers.Text;
using System.Text.Json;
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
        publicKey ??= localKey ?? (await vault!.GetKeyAsync(name, cancellationToken: cancellationToken)).Value.Key;
        return (new KeyVaultKeyIdentifier(new Uri(publicKey.Id!)).Version!,
            Base64Url.EncodeToString(publicKey.N), Base64Url.EncodeToString(publicKey.E));
    }

    /// <summary>Whether a browser may have wrapped under this version; the address is built here, never taken.</summary>
    public async Task<bool> KnowsAsync(string version, CancellationToken cancellationToken)
    {
        if ((await GetPublicKeyAsync(cancellationToken)).Version == version)
        {
            return true;
        }

        // The key may have been rotated since this process asked.
        publicKey = null;
        return (await GetPublicKeyAsync(cancellationToken)).Version == version;
    }

    /// <summary>Unwraps what was wrapped under a version.</summary>
    public async Task<byte[]> UnwrapAsync(string version, byte[] wrapped, CancellationToken cancellationToken)
    {
        var client = vault is null ? Client : vault.GetCryptographyClient(name, version);
        return (await client.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, wrapped, cancellationToken)).Key;
    }
}
