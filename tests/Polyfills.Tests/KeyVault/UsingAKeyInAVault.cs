using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Cryptography;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.KeyVault;

public sealed class UsingAKeyInAVault : IAsyncLifetime
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 40).Select(i => (byte)i)];

    private readonly List<TokenRequestContext> asked = [];
    private VaultStandIn vault = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => vault = await VaultStandIn.StartAsync(Cancel);

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Wrapping_takes_the_public_key_and_unwrapping_the_vault()
    {
        var client = Client();

        var wrapped = await client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel);
        var unwrapped = await client.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, wrapped.EncryptedKey, Cancel);

        unwrapped.Key.ShouldBe(Secret);
        unwrapped.KeyId.ShouldBe(vault.KeyId.AbsoluteUri);
        vault.Requests.ShouldBe(
        [
            $"GET /keys/seal/{VaultStandIn.Version} without token",
            $"GET /keys/seal/{VaultStandIn.Version}",
            $"POST /keys/seal/{VaultStandIn.Version}/unwrapkey",
        ]);
    }

    [Fact]
    public async Task Who_may_not_read_the_key_still_uses_it()
    {
        vault.MayGet = false;
        var client = Client();

        var wrapped = await client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel);
        var unwrapped = await client.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, wrapped.EncryptedKey, Cancel);

        unwrapped.Key.ShouldBe(Secret);
        vault.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)).ShouldBe(2);
        vault.Requests.ShouldContain($"POST /keys/seal/{VaultStandIn.Version}/wrapkey");
    }

    [Fact]
    public async Task The_token_is_for_the_tenant_and_resource_of_the_challenge()
    {
        await Client().WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel);

        asked.ShouldAllBe(
            context => context.TenantId == "tenant-1" && context.Scopes[0] == "https://vault.azure.net/.default");
        asked.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_body_is_held_back_until_there_is_a_token()
    {
        var client = new KeyClient(vault.Address, Credential(), vault.KeyOptions()).GetCryptographyClient("seal");

        var wrapped = await client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel);

        wrapped.KeyId.ShouldBe(vault.KeyId.AbsoluteUri);
        vault.Requests.ShouldBe(["POST /keys/seal//wrapkey without token", "POST /keys/seal//wrapkey"]);
    }

    [Fact]
    public async Task A_challenge_for_another_domain_is_not_answered()
    {
        var options = new CryptographyClientOptions { Transport = vault.Transport() };
        var client = new CryptographyClient(vault.KeyId, Credential(), options);

        await Should.ThrowAsync<InvalidOperationException>(
            () => client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel));

        asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_token_goes_over_plain_http()
    {
        var client = new CryptographyClient(new Uri("http://127.0.0.1:1/keys/seal/1"), Credential());

        var exception = await Should.ThrowAsync<InvalidOperationException>(
            () => client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel));

        exception.Message.ShouldContain("non TLS");
        asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_expired_key_opens_but_does_not_close()
    {
        vault.ExpiresOn = DateTimeOffset.UtcNow.AddDays(-1);
        var wrapped = vault.Key.Encrypt(Secret, RSAEncryptionPadding.OaepSHA256);

        await Should.ThrowAsync<InvalidOperationException>(
            () => Client().WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel));

        (await Client().UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, wrapped, Cancel)).Key.ShouldBe(Secret);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_a_failed_request()
    {
        var client = new CryptographyClient(new Uri(vault.Address, "/keys/other/1"), Credential(), vault.Options());

        var exception = await Should.ThrowAsync<RequestFailedException>(
            () => client.WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel));

        exception.Status.ShouldBe(404);
        exception.ErrorCode.ShouldBe("KeyNotFound");
    }

    [Fact]
    public async Task The_vault_signs_and_the_public_key_verifies()
    {
        var client = Client();

        var signed = await client.SignDataAsync(SignatureAlgorithm.PS256, Secret, Cancel);

        (await client.VerifyDataAsync(SignatureAlgorithm.PS256, Secret, signed.Signature, Cancel)).IsValid
            .ShouldBeTrue();
        (await client.VerifyDataAsync(SignatureAlgorithm.PS256, [1], signed.Signature, Cancel)).IsValid.ShouldBeFalse();
        vault.Requests.ShouldNotContain(request => request.EndsWith("/verify", StringComparison.Ordinal));
    }

    [Fact]
    public void Storage_s_client_side_encryption_can_use_it_without_async()
    {
        IKeyEncryptionKey key = Client();

        key.UnwrapKey("RSA-OAEP-256", key.WrapKey("RSA-OAEP-256", Secret, Cancel), Cancel).ShouldBe(Secret);
        key.KeyId.ShouldBe(vault.KeyId.AbsoluteUri);
    }

    [Fact]
    public async Task The_versions_of_a_key_come_page_by_page()
    {
        var keys = new KeyClient(vault.Address, Credential(), vault.KeyOptions());

        var versions = new List<string>();
        await foreach (var properties in keys.GetPropertiesOfKeyVersionsAsync("seal", Cancel))
        {
            versions.Add(properties.Version!);
        }

        versions.ShouldBe([VaultStandIn.OldVersion, VaultStandIn.Version]);
        var key = (await keys.GetKeyAsync("seal", cancellationToken: Cancel)).Value;
        key.Properties.Version.ShouldBe(VaultStandIn.Version);
        key.Properties.Enabled.ShouldBe(true);
        key.Properties.Tags["purpose"].ShouldBe("sealing");
        key.KeyOperations.ShouldContain(KeyOperation.UnwrapKey);
    }

    [Fact]
    public async Task The_official_client_opens_what_we_wrap_and_the_reverse()
    {
        var ours = await Client().WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, Secret, Cancel);
        var opened = await AskJudgeAsync("unwrap", ours.EncryptedKey);
        var theirs = await AskJudgeAsync("wrap", Secret);
        var unwrapped = await Client().UnwrapKeyAsync(
            KeyWrapAlgorithm.RsaOaep256, Convert.FromHexString((string)theirs["result"]!), Cancel);

        ((string)opened["result"]!).ShouldBe(Convert.ToHexStringLower(Secret));
        unwrapped.Key.ShouldBe(Secret);
        ((string)theirs["keyId"]!).ShouldBe(ours.KeyId);
    }

    [Fact]
    public async Task The_official_client_reads_the_same_key_and_versions()
    {
        var keys = new KeyClient(vault.Address, Credential(), vault.KeyOptions());
        var key = (await keys.GetKeyAsync("seal", cancellationToken: Cancel)).Value;

        var read = await AskJudgeAsync("get", []);
        var listed = await AskJudgeAsync("versions", []);

        ((string)read["id"]!).ShouldBe(key.Id!.AbsoluteUri);
        ((string)read["n"]!).ShouldBe(Convert.ToHexStringLower(key.Key.N!));
        listed["versions"]!.AsArray().Select(version => (string)version!)
            .ShouldBe([VaultStandIn.OldVersion, VaultStandIn.Version]);
    }

    private CryptographyClient Client() => new(vault.KeyId, Credential(), vault.Options());

    private TokenCredential Credential() => DelegatedTokenCredential.Create((context, _) =>
    {
        asked.Add(context);
        return new AccessToken("token", DateTimeOffset.UtcNow.AddHours(1));
    });

    private Task<JsonNode> AskJudgeAsync(string action, byte[] value) => NodeJudge.AskAsync(
        "keyvault",
        JsonSerializer.SerializeToNode(new
        {
            action,
            vault = vault.Address.AbsoluteUri,
            ca = vault.CertificatePem,
            name = "seal",
            value = Convert.ToHexStringLower(value),
        })!,
        Cancel);
}
