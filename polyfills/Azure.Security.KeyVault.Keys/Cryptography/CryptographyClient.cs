// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Cryptography;

namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>
/// Uses one key. What needs only the public part is done here, once the key was read; what needs the private part is
/// done in the vault. A key given as <see cref="JsonWebKey"/> is used here alone.
/// </summary>
public class CryptographyClient : IKeyEncryptionKey
{
    private readonly string keyId;
    private readonly RemoteKey? remote;
    private LocalKey? local;
    private bool mustReadKey;

    public CryptographyClient(Uri keyId, TokenCredential credential)
        : this(keyId, credential, new CryptographyClientOptions())
    {
    }

    public CryptographyClient(Uri keyId, TokenCredential credential, CryptographyClientOptions options)
        : this(keyId, credential, options, forceRemote: false)
    {
    }

    public CryptographyClient(JsonWebKey key)
        : this(key, new LocalCryptographyClientOptions())
    {
    }

#pragma warning disable IDE0060 // Diagnostics are all they set, and a key in memory has none.
    public CryptographyClient(JsonWebKey key, LocalCryptographyClientOptions options)
#pragma warning restore IDE0060
    {
        ArgumentNullException.ThrowIfNull(key);
        keyId = key.Id!;
        local = new LocalKey(key, null);
    }

    internal CryptographyClient(
        Uri keyId, TokenCredential credential, CryptographyClientOptions options, bool forceRemote)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new CryptographyClientOptions();
        this.keyId = keyId.AbsoluteUri;
        mustReadKey = !forceRemote;
        remote = new RemoteKey(keyId, new KeyVaultPipeline(
            new KeyVaultKeyIdentifier(keyId).VaultUri,
            credential,
            options,
            ApiVersions.Of((int)options.Version),
            options.DisableChallengeResourceVerification));
    }

    protected CryptographyClient() => keyId = null!;

    /// <summary>The address of the key, or the id of the <see cref="JsonWebKey"/>.</summary>
    public virtual string KeyId => keyId;

    /// <exception cref="NotSupportedException">A key in memory that cannot do this.</exception>
    /// <exception cref="RequestFailedException">The vault refused.</exception>
    public virtual Task<WrapResult> WrapKeyAsync(
        KeyWrapAlgorithm algorithm, byte[] key, CancellationToken cancellationToken = default) =>
        WrapKeyAsync(algorithm, key, async: true, cancellationToken).AsTask();

    /// <inheritdoc cref="WrapKeyAsync(KeyWrapAlgorithm, byte[], CancellationToken)"/>
    public virtual WrapResult WrapKey(
        KeyWrapAlgorithm algorithm, byte[] key, CancellationToken cancellationToken = default) =>
        Completed(WrapKeyAsync(algorithm, key, async: false, cancellationToken));

    /// <inheritdoc cref="WrapKeyAsync(KeyWrapAlgorithm, byte[], CancellationToken)"/>
    /// <exception cref="CryptographicException">Not wrapped under this key.</exception>
    public virtual Task<UnwrapResult> UnwrapKeyAsync(
        KeyWrapAlgorithm algorithm, byte[] encryptedKey, CancellationToken cancellationToken = default) =>
        UnwrapKeyAsync(algorithm, encryptedKey, async: true, cancellationToken).AsTask();

    /// <inheritdoc cref="UnwrapKeyAsync(KeyWrapAlgorithm, byte[], CancellationToken)"/>
    public virtual UnwrapResult UnwrapKey(
        KeyWrapAlgorithm algorithm, byte[] encryptedKey, CancellationToken cancellationToken = default) =>
        Completed(UnwrapKeyAsync(algorithm, encryptedKey, async: false, cancellationToken));

    /// <summary>Signs a digest made with the hash of the algorithm.</summary>
    public virtual async Task<SignResult> SignAsync(
        SignatureAlgorithm algorithm, byte[] digest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(digest);
        await ReadKeyAsync(async: true, cancellationToken).ConfigureAwait(false);
        if (Locally(key => key.Sign(algorithm, digest)) is { } signature)
        {
            return new SignResult(keyId, signature, algorithm);
        }

        var answer = await Remote("Sign").PostAsync("sign", algorithm.ToString(), digest, true, cancellationToken)
            .ConfigureAwait(false);
        return new SignResult(answer.KeyId, answer.Value, algorithm);
    }

    /// <summary>Hashes and signs.</summary>
    public virtual Task<SignResult> SignDataAsync(
        SignatureAlgorithm algorithm, byte[] data, CancellationToken cancellationToken = default) =>
        SignAsync(algorithm, Signatures.Digest(algorithm, data), cancellationToken);

    /// <summary>Whether the signature of the digest is right.</summary>
    public virtual async Task<VerifyResult> VerifyAsync(
        SignatureAlgorithm algorithm, byte[] digest, byte[] signature, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(signature);
        await ReadKeyAsync(async: true, cancellationToken).ConfigureAwait(false);
        var isValid = Locally(key => key.Verify(algorithm, digest, signature))
            ?? await Remote("Verify").VerifyAsync(algorithm.ToString(), digest, signature, cancellationToken)
                .ConfigureAwait(false);
        return new VerifyResult(keyId, isValid, algorithm);
    }

    /// <summary>Hashes and verifies.</summary>
    public virtual Task<VerifyResult> VerifyDataAsync(
        SignatureAlgorithm algorithm, byte[] data, byte[] signature, CancellationToken cancellationToken = default) =>
        VerifyAsync(algorithm, Signatures.Digest(algorithm, data), signature, cancellationToken);

    byte[] IKeyEncryptionKey.WrapKey(
        string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken) =>
        WrapKey(algorithm, key.ToArray(), cancellationToken).EncryptedKey;

    async Task<byte[]> IKeyEncryptionKey.WrapKeyAsync(
        string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken) =>
        (await WrapKeyAsync(algorithm, key.ToArray(), cancellationToken).ConfigureAwait(false)).EncryptedKey;

    byte[] IKeyEncryptionKey.UnwrapKey(
        string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken) =>
        UnwrapKey(algorithm, encryptedKey.ToArray(), cancellationToken).Key;

    async Task<byte[]> IKeyEncryptionKey.UnwrapKeyAsync(
        string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken) =>
        (await UnwrapKeyAsync(algorithm, encryptedKey.ToArray(), cancellationToken).ConfigureAwait(false)).Key;

    private async ValueTask<WrapResult> WrapKeyAsync(
        KeyWrapAlgorithm algorithm, byte[] key, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        await ReadKeyAsync(async, cancellationToken).ConfigureAwait(false);
        if (Locally(at => at.WrapKey(algorithm, key)) is { } encryptedKey)
        {
            return new WrapResult(keyId, encryptedKey, algorithm);
        }

        var answer = await Remote("WrapKey").PostAsync("wrapkey", algorithm.ToString(), key, async, cancellationToken)
            .ConfigureAwait(false);
        return new WrapResult(answer.KeyId, answer.Value, algorithm);
    }

    private async ValueTask<UnwrapResult> UnwrapKeyAsync(
        KeyWrapAlgorithm algorithm, byte[] encryptedKey, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(encryptedKey);
        await ReadKeyAsync(async, cancellationToken).ConfigureAwait(false);
        if (Locally(at => at.UnwrapKey(algorithm, encryptedKey)) is { } key)
        {
            return new UnwrapResult(keyId, key, algorithm);
        }

        var answer = await Remote("UnwrapKey")
            .PostAsync("unwrapkey", algorithm.ToString(), encryptedKey, async, cancellationToken).ConfigureAwait(false);
        return new UnwrapResult(answer.KeyId, answer.Value, algorithm);
    }

    /// <summary>Reads the key before its first use. Who may use but not read it leaves all to the vault.</summary>
    private async ValueTask ReadKeyAsync(bool async, CancellationToken cancellationToken)
    {
        if (!mustReadKey)
        {
            return;
        }

        try
        {
            var key = await remote!.GetAsync(async, cancellationToken).ConfigureAwait(false);
            local = new LocalKey(key.Key, key.Properties);
        }
        catch (RequestFailedException exception) when (exception.Status == 403)
        {
            local = null;
        }

        mustReadKey = false;
    }

    private T? Locally<T>(Func<LocalKey, T?> use)
    {
        if (local is null)
        {
            return default;
        }

        try
        {
            return use(local);
        }
        catch (CryptographicException) when (remote is not null)
        {
            // The vault has the last word on what its key can do.
            return default;
        }
    }

    private RemoteKey Remote(string operation) => remote
        ?? throw new NotSupportedException($"The key cannot do {operation} locally with this algorithm.");

    // With async false nothing waits, so the task is complete when it gets here.
    private static T Completed<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
