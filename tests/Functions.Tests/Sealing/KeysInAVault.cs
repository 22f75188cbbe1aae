using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using Shouldly;
using Xunit;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Sealing;

/// <summary>A wrapping key as it is used in Azure: with versions that come, and that are disabled. The vault is in memory.</summary>
public sealed class KeysInAVault : IDisposable
{
    private static readonly byte[] Plain = RandomNumberGenerator.GetBytes(64);
    private readonly MemoryVault vault = new();
    private readonly ManualTime time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => vault.Dispose();

    [Fact]
    public async Task A_new_version_is_seen_after_ten_minutes_and_wraps_from_then_on()
    {
        var key = NewKey();
        var first = vault.Rotate();
        var wrapped = await key.WrapAsync(Plain, Cancel);
        wrapped.Version.ShouldBe(first);

        var second = vault.Rotate();
        (await key.GetNewestVersionAsync(Cancel)).ShouldBe(first, "known, and not asked again at every use");
        (await key.KnowsAsync(second, Cancel)).ShouldBeTrue("another process may hand it out already");
        time.Advance(SecurityNumbers.KeyVersionKept);

        (await key.GetNewestVersionAsync(Cancel)).ShouldBe(second);
        (await key.WrapAsync(Plain, Cancel)).Version.ShouldBe(second);
        (await key.UnwrapAsync(wrapped, Cancel)).ShouldBe(Plain);
    }

    [Fact]
    public async Task A_version_that_was_disabled_takes_nothing_new_and_unwraps_nothing()
    {
        var key = NewKey();
        var first = vault.Rotate();
        var wrapped = await key.WrapAsync(Plain, Cancel);
        (await key.KnowsAsync(first, Cancel)).ShouldBeTrue();
        vault.Rotate();
        vault.Disable(first);

        time.Advance(SecurityNumbers.KeyVersionKept);
        (await key.KnowsAsync(first, Cancel)).ShouldBeFalse();
        (await Should.ThrowAsync<RequestFailedException>(() => key.UnwrapAsync(wrapped, Cancel))).Status.ShouldBe(403);

        vault.Enable(first);
        (await key.UnwrapAsync(wrapped, Cancel)).ShouldBe(Plain);
    }

    /// <summary>The public half alone could wrap; then what nobody can open would take the place of what somebody can.</summary>
    [Fact]
    public async Task A_newest_version_that_was_disabled_meanwhile_wraps_nothing()
    {
        var key = NewKey();
        var version = vault.Rotate();
        (await key.GetNewestVersionAsync(Cancel)).ShouldBe(version);
        vault.Disable(version);

        (await Should.ThrowAsync<RequestFailedException>(() => key.WrapAsync(Plain, Cancel))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_version_that_the_vault_does_not_have_is_not_known()
    {
        vault.Rotate();

        (await NewKey().KnowsAsync(new string('0', 32), Cancel)).ShouldBeFalse();
    }

    private SealingKey NewKey() => new(
        new KeyClient(
            new Uri("https://memory.vault.example"),
            new Token(),
            new KeyClientOptions { Transport = new HttpClientTransport(new HttpClient(vault, disposeHandler: false)), DisableChallengeResourceVerification = true, Retry = { MaxRetries = 0 } }),
        time);

    private sealed class Token : TokenCredential
    {
        private static readonly AccessToken One = new("token", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => One;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(One);
    }

    /// <summary>What the vault's REST interface says and does for the key <c>sealing</c>.</summary>
    private sealed class MemoryVault : HttpMessageHandler
    {
        private readonly List<(string Version, RSA Key)> versions = [];
        private readonly HashSet<string> disabled = new(StringComparer.Ordinal);

        public string Rotate()
        {
            var version = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            versions.Add((version, RSA.Create(3072)));
            return version;
        }

        public void Disable(string version) => disabled.Add(version);

        public void Enable(string version) => disabled.Remove(version);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is null)
            {
                var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                challenge.Headers.Add("WWW-Authenticate", "Bearer authorization=\"https://login.example/tenant\", resource=\"https://vault.azure.net\"");
                return challenge;
            }

            var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
            path[..2].ShouldBe(["keys", "sealing"]);
            var found = path.Length == 2 ? versions[^1] : versions.SingleOrDefault(each => each.Version == path[2]);
            if (found.Key is null)
            {
                return Refuse(HttpStatusCode.NotFound, "KeyNotFound");
            }

            if (disabled.Contains(found.Version))
            {
                return Refuse(HttpStatusCode.Forbidden, "Forbidden");
            }

            return Answer(path.Length < 4 ? Bundle(found) : await UseAsync(found, path[3], request, cancellationToken));
        }

        protected override void Dispose(bool disposing)
        {
            versions.ForEach(each => each.Key.Dispose());
            base.Dispose(disposing);
        }

        private static JsonObject Bundle((string Version, RSA Key) found)
        {
            var parameters = found.Key.ExportParameters(false);
            return new JsonObject
            {
                ["key"] = new JsonObject
                {
                    ["kid"] = IdOf(found.Version), ["kty"] = "RSA", ["key_ops"] = new JsonArray("wrapKey", "unwrapKey"),
                    ["n"] = Base64Url.EncodeToString(parameters.Modulus!), ["e"] = Base64Url.EncodeToString(parameters.Exponent!),
                },
                ["attributes"] = new JsonObject { ["enabled"] = true },
            };
        }

        private static async Task<JsonObject> UseAsync(
            (string Version, RSA Key) found, string operation, HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = (await request.Content!.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
            body["alg"]!.GetValue<string>().ShouldBe("RSA-OAEP-256");
            var value = Base64Url.DecodeFromChars(body["value"]!.GetValue<string>());
            var result = operation == "wrapkey"
                ? found.Key.Encrypt(value, RSAEncryptionPadding.OaepSHA256)
                : found.Key.Decrypt(value, RSAEncryptionPadding.OaepSHA256);
            return new JsonObject { ["kid"] = IdOf(found.Version), ["value"] = Base64Url.EncodeToString(result) };
        }

        private static string IdOf(string version) => $"https://memory.vault.example/keys/sealing/{version}";

        private static HttpResponseMessage Answer(JsonObject answer) => new(HttpStatusCode.OK) { Content = JsonContent.Create(answer) };

        private static HttpResponseMessage Refuse(HttpStatusCode status, string code) => new(status)
        {
            Content = JsonContent.Create(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = code } }),
        };
    }
}
