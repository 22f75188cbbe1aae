// Stands in for Azure.Security.KeyVault.Keys 4.8.0.
using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;

namespace Azure.Security.KeyVault.Keys.Cryptography;

/// <summary>The operations that a vault does with a key that never leaves it.</summary>
internal sealed class RemoteKey(Uri keyId, KeyVaultPipeline pipeline)
{
    public sealed record Answer(string KeyId, byte[] Value);

    public async ValueTask<KeyVaultKey> GetAsync(bool async, CancellationToken cancellationToken)
    {
        var response = await pipeline
            .SendAsync(RequestMethod.Get, keyId.AbsolutePath, null, async, cancellationToken).ConfigureAwait(false);
        return KeyVaultPipeline.Read(response, KeyVaultKey.Read);
    }

    public async ValueTask<Answer> PostAsync(
        string operation, string algorithm, byte[] value, bool async, CancellationToken cancellationToken)
    {
        var response = await PostAsync(
            operation, async, cancellationToken, ("alg", algorithm), ("value", Encode(value))).ConfigureAwait(false);
        return KeyVaultPipeline.Read(response, json => new Answer(
            json.GetProperty("kid").GetString()!,
            Base64Url.DecodeFromChars(json.GetProperty("value").GetString())));
    }

    public async ValueTask<bool> VerifyAsync(
        string algorithm, byte[] digest, byte[] signature, CancellationToken cancellationToken)
    {
        var response = await PostAsync(
            "verify",
            async: true,
            cancellationToken,
            ("alg", algorithm),
            ("digest", Encode(digest)),
            ("value", Encode(signature))).ConfigureAwait(false);
        return KeyVaultPipeline.Read(response, json => json.GetProperty("value").GetBoolean());
    }

    private async ValueTask<Response> PostAsync(
        string operation, bool async, CancellationToken cancellationToken, params (string Name, string Value)[] members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        // Without a version its segment stays empty: the vault takes the current one.
        var identifier = new KeyVaultKeyIdentifier(keyId);
        return await pipeline.SendAsync(
            RequestMethod.Post,
            $"/keys/{identifier.Name}/{identifier.Version}/{operation}",
            BinaryData.FromBytes(buffer.ToArray()),
            async,
            cancellationToken).ConfigureAwait(false);
    }

    private static string Encode(byte[] value) => Base64Url.EncodeToString(value);
}
