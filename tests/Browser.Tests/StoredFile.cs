using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core.Cryptography;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>A file as it lies in storage, in the hands of somebody with the storage account's key.</summary>
internal sealed class StoredFile
{
    private const string Container = "sealed";

    private readonly Azurite azurite;
    private readonly BlobClient blob;
    private readonly string conversationId;

    private StoredFile(Azurite azurite, BlobClient blob, string conversationId) =>
        (this.azurite, this.blob, this.conversationId) = (azurite, blob, conversationId);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The one file of a conversation, known by the key it says that it is sealed under.</summary>
    /// <param name="azurite">Where it lies.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="size">Its size before it was sealed, where the conversation has more than one.</param>
    public static async Task<StoredFile> FindAsync(Azurite azurite, string conversationId, int? size = null)
    {
        var container = new BlobContainerClient(azurite.ConnectionString, Container);
        var found = new List<BlobItem>();
        await foreach (var item in container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, CancellationToken))
        {
            if (item.Metadata.TryGetValue("encryptiondata", out var data) && KeyIdIn(data) == KeyIdOf(conversationId))
            {
                found.Add(item);
            }
        }

        var one = found.Single(item => size is null || item.Properties.ContentLength / 1000 == size / 1000);
        return new StoredFile(azurite, container.GetBlobClient(one.Name), conversationId);
    }

    /// <summary>The bytes as they are stored.</summary>
    public async Task<byte[]> ReadAsync() => (await blob.DownloadContentAsync(CancellationToken)).Value.Content.ToArray();

    /// <summary>What the official client-side encryption 2.0 makes of it.</summary>
    public async Task<byte[]> ReadAsMicrosoftAsync(byte[] sealKey)
    {
        using var aes = Aes.Create();
        aes.Key = sealKey;
        var options = new SpecializedBlobClientOptions
        {
            ClientSideEncryption = new ClientSideEncryptionOptions(ClientSideEncryptionVersion.V2_0)
            {
                KeyEncryptionKey = new Named(KeyIdOf(conversationId), new CryptographyClient(new JsonWebKey(aes))),
                KeyWrapAlgorithm = "A256KW",
            },
        };
        using var plain = new MemoryStream();
        await new BlobServiceClient(azurite.ConnectionString, options)
            .GetBlobContainerClient(Container).GetBlobClient(blob.Name).DownloadToAsync(plain, CancellationToken);
        return plain.ToArray();
    }

    /// <summary>Puts other bytes in its place, under the same metadata.</summary>
    public async Task ReplaceAsync(byte[] bytes)
    {
        var properties = (await blob.GetPropertiesAsync(cancellationToken: CancellationToken)).Value;
        await blob.UploadAsync(
            new BinaryData(bytes), new BlobUploadOptions { Metadata = properties.Metadata }, CancellationToken);
    }

    private static string KeyIdOf(string conversationId) => "zegel:" + conversationId;

    private static string? KeyIdIn(string encryptionData)
    {
        using var data = JsonDocument.Parse(encryptionData);
        return data.RootElement.GetProperty("WrappedContentKey").GetProperty("KeyId").GetString();
    }

    /// <summary>A key under the name that our objects give it.</summary>
    private sealed class Named(string keyId, IKeyEncryptionKey inner) : IKeyEncryptionKey
    {
        public string KeyId => keyId;

        public byte[] WrapKey(string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
            inner.WrapKey(algorithm, key, cancellationToken);

        public Task<byte[]> WrapKeyAsync(
            string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
            inner.WrapKeyAsync(algorithm, key, cancellationToken);

        public byte[] UnwrapKey(
            string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
            inner.UnwrapKey(algorithm, encryptedKey, cancellationToken);

        public Task<byte[]> UnwrapKeyAsync(
            string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
            inner.UnwrapKeyAsync(algorithm, encryptedKey, cancellationToken);
    }
}
