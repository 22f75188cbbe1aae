namespace Zegel.Functions.Sealing;

/// <summary>
/// One sealed object small enough to stand in a row. The functions cannot read it; they refuse what no reader would
/// accept, so that a message that was taken can be opened.
/// </summary>
/// <param name="EncryptionData">The <c>encryptiondata</c> metadata of Azure Storage client-side encryption 2.0.</param>
/// <param name="Body">One region: nonce (12) ‖ ciphertext ‖ tag (16).</param>
public sealed record SealedNote(string EncryptionData, byte[] Body)
{
    /// <summary>Larger notes do not fit a column of a table (64 KiB).</summary>
    public const int MaximumBytes = 60 * 1024;

    private const int Overhead = 12 + 16;
    private static ReadOnlySpan<byte> FirstNonce => [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What it takes in storage.</summary>
    [JsonIgnore]
    public long Bytes => Body.Length + EncryptionData.Length;

    /// <summary>Checks size, nonce and metadata against the space it must belong to.</summary>
    public void Check(Checks checks, string member, int maximumBytes = MaximumBytes)
    {
        checks.That(Body.Length > Overhead && Bytes <= maximumBytes, member, "note-too-large");
        checks.That(Body.AsSpan().StartsWith(FirstNonce), member, "note-nonce");
        checks.That(EncryptionData.Length <= 1024, member, "note-metadata");
    }

    /// <summary>Whether its metadata names the layout we write and this space.</summary>
    public bool BelongsTo(string spaceId)
    {
        try
        {
            var data = JsonSerializer.Deserialize<Metadata>(EncryptionData, Strict);
            return data is
            {
                EncryptionAgent: { Protocol: "2.0", EncryptionAlgorithm: "AES_GCM_256" },
                EncryptedRegionInfo: { DataLength: SealedBlobs.RegionSize, NonceLength: 12 },
                WrappedContentKey: { Algorithm: "A256KW", EncryptedKey.Length: 48 } key,
            } && key.KeyId == "zegel:" + spaceId;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The columns of a row that hold this note under a name.</summary>
    public (string, byte[])[] Columns(string name) =>
        [(name, Body), (name + "Data", Encoding.UTF8.GetBytes(EncryptionData))];

    /// <summary>The note a row holds under a name.</summary>
    public static SealedNote FromRow(Azure.Data.Tables.TableEntity row, string name) =>
        new(Encoding.UTF8.GetString(row.GetBinary(name + "Data")!), row.GetBinary(name)!);

    /// <summary>The same; null when the row holds none.</summary>
    public static SealedNote? FindInRow(Azure.Data.Tables.TableEntity row, string name) =>
        row.ContainsKey(name) ? FromRow(row, name) : null;

    private static readonly JsonSerializerOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 4,
    };

    private sealed record Metadata(ContentKey WrappedContentKey, Agent EncryptionAgent, RegionInfo EncryptedRegionInfo);

    private sealed record ContentKey(string KeyId, byte[] EncryptedKey, string Algorithm);

    private sealed record Agent(string Protocol, string EncryptionAlgorithm);

    private sealed record RegionInfo(int DataLength, int NonceLength);
}
