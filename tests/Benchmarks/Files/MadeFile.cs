using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Zegel.Benchmarks.Files;

/// <summary>A sealed file of whole regions that is never stored: any region of it is made when it is asked for.</summary>
internal sealed class MadeFile
{
    public const int StoredRegion = 12 + Seals.RegionLength + 16;

    private readonly byte[] contentKey = Seals.NewKey();
    private readonly byte[] plain = RandomNumberGenerator.GetBytes(Seals.RegionLength);
    private readonly string name;
    private byte[]? plainHash;

    public MadeFile(string name, byte[] sealKey, string space, int regions)
    {
        this.name = name;
        Regions = regions;
        EncryptionData = Seals.EncryptionData(sealKey, space, contentKey);
        Seal64 = Convert.ToBase64String(SealOf());
    }

    public int Regions { get; }

    public string EncryptionData { get; }

    public long Size => (long)Regions * Seals.RegionLength;

    public long StoredLength => (long)Regions * StoredRegion;

    /// <summary>What a note says of the file.</summary>
    public JsonObject Reference => new()
    {
        ["id"] = name,
        ["name"] = name,
        ["type"] = "",
        ["size"] = Size,
        ["seal"] = Seal64,
    };

    /// <summary>SHA-256 of the file itself.</summary>
    public byte[] PlainHash => plainHash ??= HashOfPlain();

    private string Seal64 { get; }

    /// <summary>Writes a region as it is stored.</summary>
    public void Seal(int index, Span<byte> region)
    {
        region[..4].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(region[4..], index + 1L);
        using var aes = new AesGcm(contentKey, 16);
        aes.Encrypt(region[..12], plain, region.Slice(12, plain.Length), region.Slice(12 + plain.Length, 16));
    }

    private byte[] HashOfPlain()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var index = 0; index < Regions; index++)
        {
            hash.AppendData(plain);
        }

        return hash.GetHashAndReset();
    }

    private byte[] SealOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var region = new byte[StoredRegion];
        for (var index = 0; index < Regions; index++)
        {
            Seal(index, region);
            hash.AppendData(SHA256.HashData(region));
        }

        var size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, Size);
        hash.AppendData(size);
        return hash.GetHashAndReset();
    }
}
