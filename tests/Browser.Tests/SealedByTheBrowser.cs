using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core.Cryptography;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>What a browser sealed, judged by Microsoft's own reader, and what our reader does with what was changed.</summary>
public sealed class SealedByTheBrowser(Site site)
{
    [Fact]
    public async Task Microsofts_client_side_encryption_reads_it_byte_for_byte()
    {
        var file = People.RandomFile("scan.bin", 9_000_000);
        var before = await BlobNamesAsync();
        var page = await site.OpenWindowAsync();
        var mail = await site.StartAsync(page, Words.Nl, Site.NewEmail("karin"));
        await page.UnlockAsync(Words.Nl, mail);
        await page.WriteAsync(Words.Nl, "Scan", "Zie bijlage.", file);
        await page.Button(Words.Nl.Send).ClickAsync();
        await page.MessageText("Zie bijlage.").WaitForAsync();

        var participantId = Site.LinkIn(mail).Split('#')[1].Split('.')[0];
        var sealKey = await page.EvaluateAsync<string>(
            """
            async (id) => (await (await fetch(`/api/participants/${id}/open`, {
              method: "POST", headers: { "Content-Type": "application/json" }, body: '{"before":null}' })).json()).sealKey
            """,
            participantId);
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(sealKey);
        var options = new SpecializedBlobClientOptions
        {
            ClientSideEncryption = new ClientSideEncryptionOptions(ClientSideEncryptionVersion.V2_0)
            {
                KeyEncryptionKey = new Named("zegel:" + participantId[..32], new CryptographyClient(new JsonWebKey(aes))),
                KeyWrapAlgorithm = "A256KW",
            },
        };

        var found = new List<bool>();
        foreach (var name in (await BlobNamesAsync()).Except(before))
        {
            var blob = new BlobServiceClient(site.Cloud.Azurite.ConnectionString, options).GetBlobContainerClient("sealed").GetBlobClient(name);
            var properties = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
            var data = JsonDocument.Parse(properties.Value.Metadata["encryptiondata"]).RootElement;
            if (data.GetProperty("WrappedContentKey").GetProperty("KeyId").GetString() == "zegel:" + participantId[..32])
            {
                using var plain = new MemoryStream();
                await blob.DownloadToAsync(plain, TestContext.Current.CancellationToken);
                found.Add(plain.ToArray().AsSpan().SequenceEqual(file.Buffer));
            }
        }

        found.ShouldBe([true]);
    }

    [Fact]
    public async Task A_file_that_was_changed_in_storage_is_not_saved_and_its_sender_is_told()
    {
        var file = People.RandomFile("brief.bin", 6_000_000);
        var before = await BlobNamesAsync();
        var email = Site.NewEmail("karin");
        var page = await site.OpenWindowAsync();
        await page.UnlockAsync(Words.Nl, await site.StartAsync(page, Words.Nl, email));
        var subject = $"Brief {Guid.CreateVersion7():N}"[..24];
        await page.WriteAsync(Words.Nl, subject, "Zie bijlage.", file);
        await site.NextMessageAsync(email, () => page.Button(Words.Nl.Send).ClickAsync());
        foreach (var name in (await BlobNamesAsync()).Except(before))
        {
            await FlipABitAsync(name);
        }

        var staff = await site.StaffWindowAsync(Words.Nl);
        await staff.GetByText(subject).First.ClickAsync();
        var notice = await site.NextMessageAsync(email, () => staff.GetByText("brief.bin").First.ClickAsync());

        notice.Subject!.ShouldNotContain("brief.bin");
        await staff.GetByText("beschadigd").First.WaitForAsync();
    }

    private async Task<IReadOnlyList<string>> BlobNamesAsync()
    {
        var names = new List<string>();
        var container = new BlobContainerClient(site.Cloud.Azurite.ConnectionString, "sealed");
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>As somebody with the storage account's key could.</summary>
    private async Task FlipABitAsync(string name)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var blob = new BlobClient(site.Cloud.Azurite.ConnectionString, "sealed", name);
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
        var content = (await blob.DownloadContentAsync(cancellationToken)).Value;
        var bytes = content.Content.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        await blob.UploadAsync(
            new BinaryData(bytes), new BlobUploadOptions { Metadata = content.Details.Metadata }, cancellationToken);
    }

    /// <summary>A key under the name that our objects give it.</summary>
    private sealed class Named(string keyId, IKeyEncryptionKey key) : IKeyEncryptionKey
    {
        public string KeyId => keyId;

        public byte[] WrapKey(string algorithm, ReadOnlyMemory<byte> key1, CancellationToken cancellationToken = default) =>
            key.WrapKey(algorithm, key1, cancellationToken);

        public Task<byte[]> WrapKeyAsync(string algorithm, ReadOnlyMemory<byte> key1, CancellationToken cancellationToken = default) =>
            key.WrapKeyAsync(algorithm, key1, cancellationToken);

        public byte[] UnwrapKey(string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
            key.UnwrapKey(algorithm, encryptedKey, cancellationToken);

        public Task<byte[]> UnwrapKeyAsync(string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
            key.UnwrapKeyAsync(algorithm, encryptedKey, cancellationToken);
    }
}
