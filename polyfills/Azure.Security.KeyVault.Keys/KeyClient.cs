// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Text.Json;
using Azure.Core;
using Azure.Security.KeyVault.Keys.Cryptography;

namespace Azure.Security.KeyVault.Keys;

/// <summary>Reads the keys of one vault.</summary>
public class KeyClient
{
    private readonly KeyVaultPipeline pipeline;
    private readonly TokenCredential credential;
    private readonly KeyClientOptions options;

    public KeyClient(Uri vaultUri, TokenCredential credential)
        : this(vaultUri, credential, new KeyClientOptions())
    {
    }

    public KeyClient(Uri vaultUri, TokenCredential credential, KeyClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(vaultUri);
        ArgumentNullException.ThrowIfNull(credential);
        VaultUri = vaultUri;
        this.credential = credential;
        this.options = options ?? new KeyClientOptions();
        pipeline = new KeyVaultPipeline(
            vaultUri,
            credential,
            this.options,
            ApiVersions.Of((int)this.options.Version),
            this.options.DisableChallengeResourceVerification);
    }

    protected KeyClient()
    {
        VaultUri = null!;
        pipeline = null!;
        credential = null!;
        options = null!;
    }

    public virtual Uri VaultUri { get; }

    /// <summary>A version of a key, the current one when <paramref name="version"/> is null. Needs keys/get.</summary>
    public virtual async Task<Response<KeyVaultKey>> GetKeyAsync(
        string name, string? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var response = await pipeline
            .SendAsync(RequestMethod.Get, $"/keys/{name}/{version}", null, async: true, cancellationToken)
            .ConfigureAwait(false);
        return Response.FromValue(KeyVaultPipeline.Read(response, KeyVaultKey.Read), response);
    }

    /// <summary>All versions of a key, without their material. Needs keys/list.</summary>
    public virtual AsyncPageable<KeyProperties> GetPropertiesOfKeyVersionsAsync(
        string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new KeyPropertiesPages(pipeline, $"/keys/{name}/versions", cancellationToken);
    }

    /// <summary>A client for one key that does every operation in the vault, without reading the key first.</summary>
    public virtual CryptographyClient GetCryptographyClient(string keyName, string? keyVersion = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyName);
        var id = new Uri(VaultUri, keyVersion is null ? $"/keys/{keyName}" : $"/keys/{keyName}/{keyVersion}");
        var cryptographyOptions = new CryptographyClientOptions(
            (CryptographyClientOptions.ServiceVersion)(int)options.Version)
        {
            DisableChallengeResourceVerification = options.DisableChallengeResourceVerification,
            Transport = options.Transport,
        };
        return new CryptographyClient(id, credential, cryptographyOptions, forceRemote: true);
    }

    private sealed class KeyPropertiesPages(KeyVaultPipeline pipeline, string path, CancellationToken cancellationToken)
        : AsyncPageable<KeyProperties>(cancellationToken)
    {
        public override async IAsyncEnumerable<Page<KeyProperties>> AsPages(
            string? continuationToken = null, int? pageSizeHint = null)
        {
            var next = continuationToken;
            do
            {
                var response = next is null
                    ? await pipeline.SendAsync(RequestMethod.Get, path, null, async: true, CancellationToken)
                        .ConfigureAwait(false)
                    : await pipeline.GetAsync(new Uri(next), CancellationToken).ConfigureAwait(false);
                var page = KeyVaultPipeline.Read(response, json => ReadPage(json, response));
                yield return page;
                next = page.ContinuationToken;
            }
            while (!string.IsNullOrEmpty(next));
        }

        private static Page<KeyProperties> ReadPage(JsonElement json, Response response)
        {
            KeyProperties[] keys = [.. json.GetProperty("value").EnumerateArray()
                .Select(item => KeyProperties.Read(new Uri(item.GetProperty("kid").GetString()!), item))];
            var next = json.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
            return Page<KeyProperties>.FromValues(keys, next, response);
        }
    }
}
