using System.Security.Cryptography;
using System.Text.Json;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.KeyVault;

public sealed class UsingAKeyInMemory
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // RFC 3394 section 4.
    [Theory]
    [InlineData(
        "A128KW",
        "000102030405060708090A0B0C0D0E0F",
        "00112233445566778899AABBCCDDEEFF",
        "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")]
    [InlineData(
        "A192KW",
        "000102030405060708090A0B0C0D0E0F1011121314151617",
        "00112233445566778899AABBCCDDEEFF",
        "96778B25AE6CA435F92B5B97C050AED2468AB8A17AD84E5D")]
    [InlineData(
        "A256KW",
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
        "00112233445566778899AABBCCDDEEFF",
        "64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7")]
    [InlineData(
        "A192KW",
        "000102030405060708090A0B0C0D0E0F1011121314151617",
        "00112233445566778899AABBCCDDEEFF0001020304050607",
        "031D33264E15D33268F24EC260743EDCE1C6C7DDEE725A936BA814915C6762D2")]
    [InlineData(
        "A256KW",
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
        "00112233445566778899AABBCCDDEEFF0001020304050607",
        "A8F9BC1612C68B3FF6E6F4FBE30E71E4769C8B80A32CB8958CD5D17D6B254DA1")]
    [InlineData(
        "A256KW",
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
        "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F",
        "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")]
    public async Task The_vectors_of_rfc_3394_hold(string algorithm, string key, string plain, string wrapped)
    {
        var client = Symmetric(Convert.FromHexString(key));

        var result = await client.WrapKeyAsync(algorithm, Convert.FromHexString(plain), Cancel);

        Convert.ToHexString(result.EncryptedKey).ShouldBe(wrapped);
        (await client.UnwrapKeyAsync(algorithm, result.EncryptedKey, Cancel)).Key
            .ShouldBe(Convert.FromHexString(plain));
    }

    /// <summary>The 40 bytes that client-side encryption wraps: the protocol version and a content key.</summary>
    [Fact]
    public async Task The_check_value_of_a_sealed_blob_holds_here_and_in_webcrypto()
    {
        const string Wrapped =
            "a5a5193e8692e77618981408cd3db0661f7f0e8860d9add489505559361f6f40e2b60ebebc491ec1721b5588401edeb8";
        byte[] key = [.. Enumerable.Repeat((byte)7, 32)];
        byte[] value = [.. "2.0\0\0\0\0\0"u8, .. Enumerable.Repeat((byte)9, 32)];

        var ours = await Symmetric(key).WrapKeyAsync(KeyWrapAlgorithm.A256KW, value, Cancel);

        Convert.ToHexStringLower(ours.EncryptedKey).ShouldBe(Wrapped);
        (await AskJudgeAsync(new { action = "kw-wrap", key = Hex(key), value = Hex(value) })).ShouldBe(Wrapped);
        (await AskJudgeAsync(new { action = "kw-unwrap", key = Hex(key), value = Wrapped })).ShouldBe(Hex(value));
    }

    [Fact]
    public void Any_key_comes_back_and_any_changed_bit_is_noticed() =>
        Prop.ForAll<byte[], PositiveInt>((bytes, bit) =>
        {
            var client = Symmetric(SHA256.HashData(bytes));
            var value = SHA512.HashData(bytes);
            var wrapped = client.WrapKey(KeyWrapAlgorithm.A256KW, value, Cancel).EncryptedKey;
            client.UnwrapKey(KeyWrapAlgorithm.A256KW, wrapped, Cancel).Key.ShouldBe(value);

            wrapped[bit.Get / 8 % wrapped.Length] ^= (byte)(1 << (bit.Get % 8));
            Should.Throw<CryptographicException>(() => client.UnwrapKey(KeyWrapAlgorithm.A256KW, wrapped, Cancel));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Rsa_oaep_256_and_webcrypto_open_each_other()
    {
        using var rsa = RSA.Create(2048);
        var jwk = new JsonWebKey(rsa, includePrivateParameters: true) { Id = "local" };
        var client = new CryptographyClient(jwk);
        byte[] value = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];

        var ours = await client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, value, Cancel);
        var theirs = await AskJudgeAsync(new { action = "oaep-wrap", jwk, value = Hex(value) });

        client.KeyId.ShouldBe("local");
        (await AskJudgeAsync(new { action = "oaep-unwrap", jwk, value = Hex(ours.EncryptedKey) })).ShouldBe(Hex(value));
        (await client.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Convert.FromHexString(theirs), Cancel)).Key
            .ShouldBe(value);
    }

    [Theory]
    [InlineData("PS256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Signatures_and_webcrypto_accept_each_other(string algorithm)
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = algorithm == "ES256" ? new JsonWebKey(ecdsa, true) : new JsonWebKey(rsa, true);
        var client = new CryptographyClient(jwk);
        byte[] value = [1, 2, 3];

        var ours = (await client.SignDataAsync(algorithm, value, Cancel)).Signature;
        var theirs = Convert.FromHexString(
            await AskJudgeAsync(new { action = "sign", algorithm, jwk, value = Hex(value) }));

        (await AskJudgeAsync(new { action = "verify", algorithm, jwk, value = Hex(value), signature = Hex(ours) }))
            .ShouldBe("true");
        (await client.VerifyDataAsync(algorithm, value, theirs, Cancel)).IsValid.ShouldBeTrue();
        (await client.VerifyDataAsync(algorithm, [9], theirs, Cancel)).IsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_key_cannot_do_is_not_supported()
    {
        using var rsa = RSA.Create(2048);
        var publicOnly = new CryptographyClient(new JsonWebKey(rsa));
        var symmetric = Symmetric(new byte[32]);
        using var aes = Aes.Create();
        var wrapOnly = new CryptographyClient(new JsonWebKey(aes, [KeyOperation.WrapKey]));

        await Should.ThrowAsync<NotSupportedException>(
            () => publicOnly.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, new byte[256], Cancel));
        await Should.ThrowAsync<NotSupportedException>(
            () => symmetric.WrapKeyAsync(KeyWrapAlgorithm.A128KW, new byte[32], Cancel));
        await Should.ThrowAsync<NotSupportedException>(
            () => symmetric.SignAsync(SignatureAlgorithm.PS256, new byte[32], Cancel));
        await Should.ThrowAsync<NotSupportedException>(
            () => wrapOnly.UnwrapKeyAsync(KeyWrapAlgorithm.A256KW, new byte[40], Cancel));
    }

    [Fact]
    public void A_key_survives_json()
    {
        using var rsa = RSA.Create(2048);
        var key = new JsonWebKey(rsa, includePrivateParameters: true) { Id = "local" };

        var read = JsonSerializer.Deserialize<JsonWebKey>(JsonSerializer.Serialize(key))!;

        read.Id.ShouldBe("local");
        read.KeyType.ShouldBe(KeyType.Rsa);
        read.CurveName.ShouldBeNull();
        read.KeyOps.ShouldBe(key.KeyOps);
        using var back = read.ToRSA(includePrivateParameters: true);
        back.ExportRSAPrivateKey().ShouldBe(rsa.ExportRSAPrivateKey());
    }

    private static CryptographyClient Symmetric(byte[] key) => new(new JsonWebKey(
        [KeyOperation.WrapKey, KeyOperation.UnwrapKey]) { KeyType = KeyType.Oct, K = key });

    private static string Hex(byte[] value) => Convert.ToHexStringLower(value);

    private static async Task<string> AskJudgeAsync(object question) =>
        (string)(await NodeJudge.AskAsync("webcrypto", JsonSerializer.SerializeToNode(question)!, Cancel))["result"]!;
}
