using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zegel.Functions.Tests.World;

/// <summary>
/// An authenticator and the browser around it (WebAuthn level 3): makes ES256 keys without attestation and signs with
/// them, with what a test sets otherwise. Shares no code with the product.
/// </summary>
public sealed class PasskeyDevice(string origin)
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte BackupEligible = 0x08;
    private const byte AttestedKey = 0x40;

    /// <summary>The origin that the browser writes down.</summary>
    public string Origin { get; init; } = origin;

    /// <summary>The host for which the authenticator signs; null: the one that was asked.</summary>
    public string? RpId { get; init; }

    /// <summary>Whether a finger, a face or a PIN was right.</summary>
    public bool VerifiesUser { get; init; } = true;

    /// <summary>The page of another site in which the site was shown; null: in none.</summary>
    public string? FramedBy { get; init; }

    /// <summary>The id it gives its keys; null: a random one.</summary>
    public byte[]? WantedId { get; init; }

    /// <summary>The key it made last.</summary>
    public byte[] CredentialId { get; private set; } = [];

    /// <summary>For whom that key is.</summary>
    public byte[] UserHandle { get; private set; } = [];

    /// <summary>How often it signed; stays 0 when it <see cref="Counts"/> not.</summary>
    public uint SignCount { get; set; }

    /// <summary>Whether it counts.</summary>
    public bool Counts { get; init; } = true;

    private ECDsa Key { get; set; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The same key in another state or with another way of answering.</summary>
    public PasskeyDevice With(
        string? origin = null, string? rpId = null, bool verifiesUser = true, string? framedBy = null,
        byte[]? userHandle = null) =>
        new(origin ?? Origin)
        {
            RpId = rpId, VerifiesUser = verifiesUser, FramedBy = framedBy, Counts = Counts,
            CredentialId = CredentialId, UserHandle = userHandle ?? UserHandle, SignCount = SignCount, Key = Key,
        };

    /// <summary>Answers creation options with a new key (<c>RegistrationResponseJSON</c>).</summary>
    public JsonObject Make(JsonNode options)
    {
        CredentialId = WantedId ?? RandomNumberGenerator.GetBytes(32);
        UserHandle = Base64Url.DecodeFromChars(options["user"]!["id"]!.GetValue<string>());
        Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        byte[] data = [.. Data(options["rp"]!["id"]!, AttestedKey), .. new byte[16], .. length, .. CredentialId, .. PublicKey()];

        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", options)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers request options with the key (<c>AuthenticationResponseJSON</c>).</summary>
    public JsonObject Use(JsonNode options)
    {
        SignCount += Counts ? 1u : 0;
        var clientData = ClientData("webauthn.get", options);
        var data = Data(options["rpId"]!, 0);
        byte[] signed = [.. data, .. SHA256.HashData(clientData)];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(
                Key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = Base64Url.EncodeToString(UserHandle),
        });
    }

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Base64Url.EncodeToString(CredentialId),
        ["rawId"] = Base64Url.EncodeToString(CredentialId),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] ClientData(string type, JsonNode options) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = options["challenge"]!.GetValue<string>(),
        origin = Origin,
        crossOrigin = FramedBy is not null,
        topOrigin = FramedBy,
    });

    /// <summary>Hash of the host, flags, counter (WebAuthn level 3 section 6.1).</summary>
    private byte[] Data(JsonNode rpId, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        flags |= (byte)(UserPresent | BackupEligible | (VerifiesUser ? UserVerified : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RpId ?? rpId.GetValue<string>())), flags, .. count];
    }

    /// <summary>COSE_Key of ES256 (RFC 9053 section 7.1.1).</summary>
    private byte[] PublicKey()
    {
        var point = Key.ExportParameters(includePrivateParameters: false).Q;
        var key = new CborWriter(CborConformanceMode.Ctap2Canonical);
        key.WriteStartMap(5);
        foreach (var (label, number) in (ReadOnlySpan<(int, int)>)[(1, 2), (3, -7), (-1, 1)])
        {
            key.WriteInt32(label);
            key.WriteInt32(number);
        }

        key.WriteInt32(-2);
        key.WriteByteString(point.X!);
        key.WriteInt32(-3);
        key.WriteByteString(point.Y!);
        key.WriteEndMap();
        return key.Encode();
    }
}
