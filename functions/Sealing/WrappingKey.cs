using System.Collections.Concurrent;
using Azure.Identity;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Zegel.Functions.Sealing;

/// <summary>
/// A key in the vault that wraps others: RSA-3072, RSA-OAEP-256. It has versions: the newest one wraps, and each
/// unwraps what it wrapped, until it is disabled. One of the places that differ between a machine and Azure: a set of
/// JWKs (RFC 7517 section 5), the newest last, where one that is missing is as one that is disabled; or the key's
/// address without a version.
/// </summary>
public abstract class WrappingKey
{
    private readonly TimeProvider time;
    private readonly KeyClient? vault;
    private readonly IReadOnlyList<JsonWebKey> local = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> enabled = new(StringComparer.Ordinal);
    private volatile Known? newest;

    /// <summary>The key that settings name.</summary>
    /// <param name="localKeys">A set of JWKs with their private halves, or null in Azure.</param>
    /// <param name="address">The address in the vault, or null on a machine.</param>
    /// <param name="setting">What to set when neither is.</param>
    /// <param name="time">The clock.</param>
    protected WrappingKey(string? localKeys, Uri? address, string setting, TimeProvider time)
    {
        this.time = time;
        if (localKeys is { Length: > 0 })
        {
            local = JsonSerializer.Deserialize<KeySet>(localKeys)!.Keys;
            Name = new KeyVaultKeyIdentifier(new Uri(local[^1].Id!)).Name;
            return;
        }

        var id = new KeyVaultKeyIdentifier(
            address ?? throw new InvalidOperationException($"Set {setting} to the address of a key in the vault."));
        (Name, vault) = (id.Name, new KeyClient(id.VaultUri, new DefaultAzureCredential()));
    }

    /// <summary>A key in a vault that is reached in another way.</summary>
    protected WrappingKey(KeyClient vault, string name, TimeProvider time) =>
        (this.vault, Name, this.time) = (vault, name, time);

    private sealed record Known(JsonWebKey Key, DateTimeOffset Until);

    private sealed record KeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys);

    /// <summary>Its name in the vault.</summary>
    public string Name { get; }

    /// <summary>Its newest public half. Rotation is seen after <see cref="SecurityNumbers.KeyVersionKept"/>.</summary>
    public async Task<JsonWebKey> GetNewestAsync(CancellationToken cancellationToken)
    {
        if (vault is null)
        {
            return local[^1];
        }

        if (newest is not { } known || known.Until <= time.GetUtcNow())
        {
            var asked = await vault.GetKeyAsync(Name, cancellationToken: cancellationToken);
            newest = known = new Known(asked.Value.Key, KeptUntil());
        }

        return known.Key;
    }

    /// <summary>The newest version.</summary>
    public async Task<string> GetNewestVersionAsync(CancellationToken cancellationToken) =>
        VersionOf(await GetNewestAsync(cancellationToken));

    /// <summary>
    /// Whether something wrapped under this version can be unwrapped; the address is built here, never taken. During a
    /// rotation another process may have handed out a version that this one has not seen.
    /// </summary>
    public async Task<bool> KnowsAsync(string version, CancellationToken cancellationToken)
    {
        if (vault is null)
        {
            return local.Any(key => VersionOf(key) == version);
        }

        if (enabled.TryGetValue(version, out var until) && time.GetUtcNow() < until)
        {
            return true;
        }

        try
        {
            if ((await vault.GetKeyAsync(Name, version, cancellationToken)).Value.Properties.Enabled == false)
            {
                return false;
            }

            enabled[version] = KeptUntil();
            return true;
        }
        catch (RequestFailedException unknown) when (unknown.Status is 400 or 403 or 404)
        {
            // Not a version, disabled, or not there.
            return false;
        }
    }

    /// <summary>Whether the vault answers, with the key in it.</summary>
    public Task AskAsync(CancellationToken cancellationToken) =>
        vault is null ? Task.CompletedTask : vault.GetKeyAsync(Name, cancellationToken: cancellationToken);

    /// <summary>Wraps under the newest version, in the vault: one that was disabled meanwhile refuses.</summary>
    internal async Task<WrappedSealKey> WrapAsync(byte[] plain, CancellationToken cancellationToken)
    {
        var version = await GetNewestVersionAsync(cancellationToken);
        var wrapped = await ClientOf(version).WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, plain, cancellationToken);
        return new WrappedSealKey(version, wrapped.EncryptedKey);
    }

    /// <summary>Unwraps what was wrapped under a version.</summary>
    internal async Task<byte[]> UnwrapAsync(WrappedSealKey key, CancellationToken cancellationToken) =>
        (await ClientOf(key.Version).UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, key.Wrapped, cancellationToken)).Key;

    /// <summary>The version in a key's address.</summary>
    internal static string VersionOf(JsonWebKey key) => new KeyVaultKeyIdentifier(new Uri(key.Id!)).Version!;

    private DateTimeOffset KeptUntil() => time.GetUtcNow() + SecurityNumbers.KeyVersionKept;

    private CryptographyClient ClientOf(string version)
    {
        if (vault is not null)
        {
            return vault.GetCryptographyClient(Name, version);
        }

        return local.SingleOrDefault(key => VersionOf(key) == version) is { } key
            ? new CryptographyClient(key)
            : throw new RequestFailedException(403, $"Version {version} of {Name} is not among the local keys.");
    }
}

/// <summary>The sealing key: wraps the seal keys of spaces alone. Browsers wrap with its public half.</summary>
public sealed class SealingKey : WrappingKey
{
    /// <summary>Reads the configuration.</summary>
    public SealingKey(IConfiguration configuration, TimeProvider time)
        : base(
            configuration["Zegel:Sealing:LocalKey"],
            configuration.GetValue<Uri>("Zegel:Sealing:KeyId"),
            "Zegel__Sealing__KeyId",
            time)
    {
    }

    /// <summary>In a vault that is reached in another way.</summary>
    internal SealingKey(KeyClient vault, TimeProvider time)
        : base(vault, "sealing", time)
    {
    }
}

/// <summary>
/// The master key: wraps the root secret and the seal keys of mailboxes. Only the functions use it, and what opens
/// conversations asks the other one.
/// </summary>
public sealed class MasterKey : WrappingKey
{
    /// <summary>Reads the configuration.</summary>
    public MasterKey(IConfiguration configuration, TimeProvider time)
        : base(
            configuration["Zegel:Master:LocalKey"],
            configuration.GetValue<Uri>("Zegel:Master:KeyId"),
            "Zegel__Master__KeyId",
            time)
    {
    }

    /// <summary>In a vault that is reached in another way.</summary>
    internal MasterKey(KeyClient vault, TimeProvider time)
        : base(vault, "master", time)
    {
    }
}
