using System.Diagnostics.Metrics;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;

namespace Zegel.Functions.Sealing;

/// <summary>A key as it is stored: wrapped, with its context, under a version of a key in the vault.</summary>
/// <param name="Version">32 hexadecimal digits.</param>
/// <param name="Wrapped">384 bytes, RSA-OAEP-256 under RSA-3072.</param>
public sealed record WrappedSealKey(string Version, byte[] Wrapped)
{
    /// <summary>The size of the wrapped form.</summary>
    public const int Size = 3072 / 8;

    /// <summary>What a browser sends: the form is checked here, the version against the vault.</summary>
    public void Check(Checks checks, string member)
    {
        checks.That(Security.Ids.IsId(Version), $"{member}.version", "version-invalid");
        checks.That(Wrapped.Length == Size, $"{member}.wrapped", "length-384");
    }
}

/// <summary>
/// Making, unwrapping and wrapping anew. Callers authorise and audit first; no key is kept, logged or cached. A
/// conversation's key is under the sealing key, all others under the master key.
/// </summary>
public sealed partial class SealKeys(
    SealingKey sealingKey, MasterKey masterKey, KeyPlaces places, ILogger<SealKeys> log)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Counter<long> Unwraps =
        Meter.CreateCounter<long>("zegel.seal_key.unwraps", "{unwrap}", "Keys that the vault was asked to unwrap.");

    private static readonly Counter<long> Refused =
        Meter.CreateCounter<long>(
            "zegel.seal_key.refused", "{key}", "Wrapped keys that are of something else than where they stood.");

    /// <summary>A new key: 32 random bytes, wrapped, and its place noted. To be stored by the caller.</summary>
    public Task<WrappedSealKey> MakeAsync(KeyContext context, CancellationToken cancellationToken) =>
        WrapAsync(context, RandomNumberGenerator.GetBytes(KeyContext.KeySize), cancellationToken);

    /// <summary>Notes where a key stands, or is about to be stored.</summary>
    public Task NoteAsync(KeyContext context, WrappedSealKey key, CancellationToken cancellationToken) =>
        places.NoteAsync(KeyFor(context).Name, key.Version, context, cancellationToken);

    /// <summary>The key; null when what is there is none, or another space's, which is told as an error.</summary>
    public async Task<byte[]?> UnwrapAsync(KeyContext context, WrappedSealKey key, CancellationToken cancellationToken)
    {
        Unwraps.Add(1);
        try
        {
            if (context.Open(await KeyFor(context).UnwrapAsync(key, cancellationToken)) is { } opened)
            {
                return opened;
            }
        }
        catch (CryptographicException)
        {
            LogNoKey(context.ToString());
            return null;
        }
        catch (Azure.RequestFailedException refused) when (refused.Status == 400)
        {
            LogNoKey(context.ToString());
            return null;
        }

        TellForeign(context);
        return null;
    }

    /// <summary>Tells that a key that stands in one place belongs to another: somebody moved it.</summary>
    public void TellForeign(KeyContext context)
    {
        Refused.Add(1, new KeyValuePair<string, object?>("zegel.kind", context.Kind));
        LogForeign(context.ToString());
    }

    /// <summary>The same key under the newest version, its place noted; null when it is none of this context.</summary>
    public async Task<WrappedSealKey?> WrapAnewAsync(
        KeyContext context, WrappedSealKey key, CancellationToken cancellationToken) =>
        await UnwrapAsync(context, key, cancellationToken) is { } opened
            ? await WrapAsync(context, opened, cancellationToken)
            : null;

    /// <summary>Whether a key is under the newest version.</summary>
    public async Task<bool> IsNewestAsync(
        KeyContext context, WrappedSealKey key, CancellationToken cancellationToken) =>
        await KeyFor(context).GetNewestVersionAsync(cancellationToken) == key.Version;

    /// <summary>Where keys stand that are under older versions.</summary>
    public async IAsyncEnumerable<(KeyContext Context, Stored<KeyPlace> Place)> FindOldAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var key in (WrappingKey[])[masterKey, sealingKey])
        {
            var version = await key.GetNewestVersionAsync(cancellationToken);
            await foreach (var place in places.OtherThanAsync(key.Name, version, cancellationToken))
            {
                yield return place;
            }
        }
    }

    /// <summary>A space's seal key, with its context, under a mailbox's (RFC 3394, A256KW): 72 bytes.</summary>
    public static async Task<byte[]> WrapUnderAsync(
        byte[] mailboxKey, KeyContext context, byte[] sealKey, CancellationToken cancellationToken)
    {
        using var aes = Aes.Create();
        aes.Key = mailboxKey;
        var local = new CryptographyClient(new JsonWebKey(aes));
        return (await local.WrapKeyAsync(KeyWrapAlgorithm.A256KW, context.Bind(sealKey), cancellationToken))
            .EncryptedKey;
    }

    private async Task<WrappedSealKey> WrapAsync(KeyContext context, byte[] key, CancellationToken cancellationToken)
    {
        var wrapped = await KeyFor(context).WrapAsync(context.Bind(key), cancellationToken);
        await NoteAsync(context, wrapped, cancellationToken);
        return wrapped;
    }

    private WrappingKey KeyFor(KeyContext context) => context.IsSpace ? sealingKey : masterKey;

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A wrapped key is of something else than the {Space} where it stood; it was refused")]
    private partial void LogForeign(string space);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is stored as the key of the {Space} is no key")]
    private partial void LogNoKey(string space);
}
