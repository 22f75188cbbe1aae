using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;

namespace Zegel.Local;

/// <summary>A file as it is uploaded, and what its message's note says to vouch for it.</summary>
public sealed record EncryptedFile(byte[] Stored, string EncryptionData, string Seal, long Size);

/// <summary>
/// What a browser does to seal and open, written a second time and independently of it: the layout of Azure Storage
/// client-side encryption 2.0. The demo fills its folders with it, and the tests read and write.
/// </summary>
public static class Seals
{
    /// <summary>Bytes of plaintext in a region.</summary>
    public const int RegionLength = 512 * 1024;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;

    /// <summary>"2.0" and zeros up to eight bytes: bound into the wrapped content key, so that nobody lowers the protocol.</summary>
    private static ReadOnlySpan<byte> KeyPrefix => "2.0\0\0\0\0\0"u8;

    /// <summary>An id of a conversation, message or file.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>A seal key or content key.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>Seals a note: <c>{ encryptionData, body }</c>.</summary>
    public static JsonObject Note(byte[] sealKey, string spaceId, JsonNode note)
    {
        var contentKey = NewKey();
        return new JsonObject
        {
            ["encryptionData"] = EncryptionData(sealKey, spaceId, contentKey),
            ["body"] = Convert.ToBase64String(SealRegion(contentKey, 0, Encoding.UTF8.GetBytes(note.ToJsonString()))),
        };
    }

    /// <summary>Opens a note.</summary>
    /// <exception cref="CryptographicException">It is not sealed under this key.</exception>
    public static JsonNode OpenNote(byte[] sealKey, JsonNode note)
    {
        var contentKey = ContentKey(sealKey, note["encryptionData"]!.GetValue<string>());
        return JsonNode.Parse(OpenRegion(contentKey, Convert.FromBase64String(note["body"]!.GetValue<string>())))!;
    }

    /// <summary>Seals a file.</summary>
    public static EncryptedFile File(byte[] sealKey, string spaceId, byte[] plain)
    {
        var contentKey = NewKey();
        byte[][] regions = [.. plain.Chunk(RegionLength).Select((region, index) => SealRegion(contentKey, index, region))];
        var size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, plain.Length);
        byte[] hashes = [.. regions.SelectMany(SHA256.HashData), .. size];
        return new EncryptedFile(
            [.. regions.SelectMany(region => region)],
            EncryptionData(sealKey, spaceId, contentKey),
            Convert.ToBase64String(SHA256.HashData(hashes)),
            plain.Length);
    }

    /// <summary>Opens a file's stored bytes.</summary>
    /// <exception cref="CryptographicException">A region was changed, or the key is another.</exception>
    public static byte[] OpenFile(byte[] sealKey, string encryptionData, byte[] stored)
    {
        var contentKey = ContentKey(sealKey, encryptionData);
        return [.. stored.Chunk(RegionLength + NonceLength + TagLength).SelectMany(region => OpenRegion(contentKey, region))];
    }

    /// <summary>Under which a name is taken in a place of a folder.</summary>
    public static byte[] NameTag(byte[] sealKey, string place, string name) => HMACSHA256.HashData(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sealKey, KeyLength, info: "zegel/name/1"u8.ToArray()),
        Encoding.UTF8.GetBytes($"{place}\0{name.Normalize().ToLowerInvariant()}"));

    /// <summary>Wraps a key under another (A256KW).</summary>
    public static byte[] Wrap(byte[] wrappingKey, byte[] key) =>
        Local(wrappingKey).WrapKey(KeyWrapAlgorithm.A256KW, key).EncryptedKey;

    /// <summary>Unwraps a key (A256KW).</summary>
    /// <exception cref="CryptographicException">It was wrapped under another key.</exception>
    public static byte[] Unwrap(byte[] wrappingKey, byte[] wrapped) =>
        Local(wrappingKey).UnwrapKey(KeyWrapAlgorithm.A256KW, wrapped).Key;

    /// <summary>Wraps a new seal key as <c>sealKey</c> of a first message, given the answer of <c>/api/sealing-key</c>.</summary>
    public static JsonObject WrapUnder(JsonNode sealingKey, string conversationId, byte[] sealKey) =>
        WrapBytesUnder(sealingKey, [.. sealKey, .. ContextOf("conversation", conversationId)]);

    /// <summary>Wraps any bytes in the same way.</summary>
    public static JsonObject WrapBytesUnder(JsonNode sealingKey, byte[] bytes)
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(sealingKey["jwk"]!["n"]!.GetValue<string>()),
            Exponent = Base64Url.DecodeFromChars(sealingKey["jwk"]!["e"]!.GetValue<string>()),
        });
        return new JsonObject
        {
            ["version"] = sealingKey["version"]!.GetValue<string>(),
            ["wrapped"] = Convert.ToBase64String(rsa.Encrypt(bytes, RSAEncryptionPadding.OaepSHA256)),
        };
    }

    /// <summary>What says for what a key is, beside the key.</summary>
    public static byte[] ContextOf(string kind, string id) => SHA256.HashData(Encoding.UTF8.GetBytes($"zegel/key/1\0{kind}\0{id}"));

    /// <summary>Opens a conversation's key that was wrapped for a mailbox.</summary>
    /// <exception cref="CryptographicException">It is under another key, or another conversation's.</exception>
    public static byte[] UnwrapUnderMailbox(byte[] mailboxKey, string conversationId, byte[] wrapped)
    {
        var bound = Unwrap(mailboxKey, wrapped);
        return bound.AsSpan(KeyLength).SequenceEqual(ContextOf("conversation", conversationId))
            ? bound[..KeyLength]
            : throw new CryptographicException("The key is of another conversation.");
    }

    /// <summary>The metadata of an object that was sealed with this content key.</summary>
    public static string EncryptionData(byte[] sealKey, string spaceId, byte[] contentKey) => new JsonObject
    {
        ["EncryptionMode"] = "FullBlob",
        ["WrappedContentKey"] = new JsonObject
        {
            ["KeyId"] = "zegel:" + spaceId,
            ["EncryptedKey"] = Convert.ToBase64String(Wrap(sealKey, [.. KeyPrefix, .. contentKey])),
            ["Algorithm"] = "A256KW",
        },
        ["EncryptionAgent"] = new JsonObject { ["Protocol"] = "2.0", ["EncryptionAlgorithm"] = "AES_GCM_256" },
        ["EncryptedRegionInfo"] = new JsonObject { ["DataLength"] = RegionLength, ["NonceLength"] = NonceLength },
        ["KeyWrappingMetadata"] = new JsonObject { ["EncryptionLibrary"] = "zegel 1" },
    }.ToJsonString();

    private static byte[] ContentKey(byte[] sealKey, string encryptionData)
    {
        var wrapped = JsonNode.Parse(encryptionData)!["WrappedContentKey"]!["EncryptedKey"]!.GetValue<string>();
        var bytes = Unwrap(sealKey, Convert.FromBase64String(wrapped));
        return bytes.AsSpan().StartsWith(KeyPrefix) && bytes.Length == KeyPrefix.Length + KeyLength
            ? bytes[KeyPrefix.Length..]
            : throw new CryptographicException("The content key is not one of protocol 2.0.");
    }

    private static byte[] SealRegion(byte[] contentKey, int index, byte[] plain)
    {
        var region = new byte[NonceLength + plain.Length + TagLength];
        BinaryPrimitives.WriteInt64LittleEndian(region.AsSpan(4), index + 1L);
        using var aes = new AesGcm(contentKey, TagLength);
        aes.Encrypt(
            region.AsSpan(0, NonceLength), plain, region.AsSpan(NonceLength, plain.Length), region.AsSpan(^TagLength..));
        return region;
    }

    private static byte[] OpenRegion(byte[] contentKey, byte[] region)
    {
        var plain = new byte[region.Length - NonceLength - TagLength];
        using var aes = new AesGcm(contentKey, TagLength);
        aes.Decrypt(
            region.AsSpan(0, NonceLength), region.AsSpan(NonceLength, plain.Length), region.AsSpan(^TagLength..), plain);
        return plain;
    }

    private static CryptographyClient Local(byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return new CryptographyClient(new JsonWebKey(aes, [KeyOperation.WrapKey, KeyOperation.UnwrapKey]));
    }
}
