using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Hashing;

/// <summary>The official blob client loads and runs over the stand-in, also where it calculates its CRC-64.</summary>
public sealed class UploadingABlob(AzuriteFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_client_uploads_and_downloads()
    {
        var blob = await BlobAsync();

        await blob.UploadAsync(BinaryData.FromString("inhoud"), Cancel);

        (await blob.DownloadContentAsync(Cancel)).Value.Content.ToString().ShouldBe("inhoud");
    }

    [Fact]
    public async Task The_official_client_sends_its_checksum()
    {
        var blob = await BlobAsync();
        var options = new BlobUploadOptions
        {
            TransferValidation = new UploadTransferValidationOptions
            {
                ChecksumAlgorithm = StorageChecksumAlgorithm.StorageCrc64,
            },
        };

        // Azurite refuses the header by its name, which shows that the client calculated and sent it.
        var exception = await Should.ThrowAsync<Azure.RequestFailedException>(
            () => blob.UploadAsync(BinaryData.FromString("inhoud"), options, Cancel));

        exception.Message.ShouldContain("x-ms-content-crc64");
    }

    [Fact]
    public async Task Every_way_to_append_gives_the_same_hash()
    {
        byte[] data = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];
        var (whole, stream, later) = (Crc(), Crc(), Crc());
        var written = new byte[10];

        whole.Append(data);
        stream.Append(new MemoryStream(data));
        await later.AppendAsync(new MemoryStream(data), Cancel);

        stream.GetCurrentHash().ShouldBe(whole.GetCurrentHash());
        later.GetCurrentHash(written).ShouldBe(8);
        written[..8].ShouldBe(whole.GetCurrentHash());
        whole.GetCurrentHash().ShouldNotBe(Crc().GetCurrentHash());
        Should.Throw<ArgumentException>(() => whole.GetCurrentHash(new byte[7]));
    }

    private async Task<BlobClient> BlobAsync()
    {
        // Azurite's refusal of a checksum looks like a passing fault to the client.
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        var container = new BlobContainerClient(
            fixture.Azurite.ConnectionString, $"hashing-{Guid.NewGuid()}", options);
        await container.CreateAsync(cancellationToken: Cancel);
        return container.GetBlobClient("blob");
    }

    /// <summary>Storage's own, which is internal.</summary>
    private static System.IO.Hashing.NonCryptographicHashAlgorithm Crc() =>
        (System.IO.Hashing.NonCryptographicHashAlgorithm)typeof(StorageSharedKeyCredential).Assembly
            .GetType("Azure.Storage.StorageCrc64HashAlgorithm", throwOnError: true)!
            .GetMethod("Create")!.Invoke(null, null)!;
}
