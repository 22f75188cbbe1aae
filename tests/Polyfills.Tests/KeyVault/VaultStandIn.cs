using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zegel.Polyfills.Tests.KeyVault;

/// <summary>A vault with one RSA key, <c>seal</c>, in two versions, over TLS with a certificate of its own.</summary>
public sealed class VaultStandIn : IAsyncDisposable
{
    public const string OldVersion = "00000000000000000000000000000001";
    public const string Version = "00000000000000000000000000000002";

    private readonly WebApplication web;
    private readonly X509Certificate2 identity;

    private VaultStandIn(WebApplication web, X509Certificate2 identity)
    {
        this.web = web;
        this.identity = identity;
    }

    public RSA Key { get; } = RSA.Create(2048);

    /// <summary>False: the caller may use the key but not read it.</summary>
    public bool MayGet { get; set; } = true;

    /// <summary>When the key stops making new things.</summary>
    public DateTimeOffset? ExpiresOn { get; set; }

    /// <summary>What the challenge names; the real one is the parent domain of the vault.</summary>
    public string Resource { get; set; } = "https://vault.azure.net";

    /// <summary>Verb, path and whether it carried a token, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new(web.Urls.Single());

    public Uri KeyId => new(Address, $"/keys/seal/{Version}");

    public string CertificatePem => identity.ExportCertificatePem();

    /// <summary>Trusts this certificate and no other.</summary>
    public HttpClientTransport Transport() => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { identity },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });

    public CryptographyClientOptions Options() => new()
    {
        Transport = Transport(), DisableChallengeResourceVerification = true,
    };

    public KeyClientOptions KeyOptions() => new()
    {
        Transport = Transport(), DisableChallengeResourceVerification = true,
    };

    public static async Task<VaultStandIn> StartAsync(CancellationToken cancellationToken)
    {
        var certificate = CreateCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var vault = new VaultStandIn(app, certificate);
        app.Run(vault.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return vault;
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        identity.Dispose();
        Key.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var hasToken = request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal);
        Requests.Enqueue($"{request.Method} {request.Path}{(hasToken ? "" : " without token")}");
        if (!hasToken)
        {
            // The first request must not carry what it asks: the token that protects it is still to come.
            context.Response.StatusCode = request.ContentLength > 0 ? 400 : 401;
            context.Response.Headers.WWWAuthenticate =
                $"Bearer authorization=\"https://login.example/tenant-1\", resource=\"{Resource}\"";
            return;
        }

        var path = request.Path.Value!.Trim('/').Split('/');
        await (path switch
        {
            ["keys", "seal", "versions"] => ShowAsync(context, Versions(request)),
            ["keys", "seal"] or ["keys", "seal", Version] when MayGet => ShowAsync(context, Bundle()),
            ["keys", "seal"] or ["keys", "seal", Version] => RefuseAsync(context, 403, "Forbidden"),
            ["keys", "seal", "" or Version, var operation] => OperateAsync(context, operation),
            _ => RefuseAsync(context, 404, "KeyNotFound"),
        });
    }

    private async Task OperateAsync(HttpContext context, string operation)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var value = Base64Url.DecodeFromChars((string)body["value"]!);
        JsonNode? answer = (operation, (string)body["alg"]!) switch
        {
            ("wrapkey", "RSA-OAEP-256") => Encode(Key.Encrypt(value, RSAEncryptionPadding.OaepSHA256)),
            ("unwrapkey", "RSA-OAEP-256") => Encode(Key.Decrypt(value, RSAEncryptionPadding.OaepSHA256)),
            ("sign", "PS256") => Encode(Key.SignHash(value, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
            ("verify", "PS256") => Key.VerifyHash(
                Base64Url.DecodeFromChars((string)body["digest"]!),
                value,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pss),
            _ => null,
        };
        await (answer is null
            ? RefuseAsync(context, 400, "BadParameter")
            : ShowAsync(context, new JsonObject { ["kid"] = KeyId.AbsoluteUri, ["value"] = answer }));
    }

    private JsonObject Bundle()
    {
        var parameters = Key.ExportParameters(false);
        return new JsonObject
        {
            ["key"] = new JsonObject
            {
                ["kid"] = KeyId.AbsoluteUri,
                ["kty"] = "RSA",
                ["key_ops"] = new JsonArray("wrapKey", "unwrapKey", "sign", "verify"),
                ["n"] = Encode(parameters.Modulus!),
                ["e"] = Encode(parameters.Exponent!),
            },
            ["attributes"] = Attributes(),
            ["tags"] = new JsonObject { ["purpose"] = "sealing" },
        };
    }

    /// <summary>Two pages of one version each.</summary>
    private JsonObject Versions(HttpRequest request)
    {
        var isSecond = request.Query.ContainsKey("$skiptoken");
        var version = isSecond ? Version : OldVersion;
        return new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["kid"] = new Uri(Address, $"/keys/seal/{version}").AbsoluteUri, ["attributes"] = Attributes(),
            }),
            ["nextLink"] = isSecond ? null : new Uri(Address, "/keys/seal/versions?$skiptoken=2").AbsoluteUri,
        };
    }

    private JsonObject Attributes()
    {
        var attributes = new JsonObject
        {
            ["enabled"] = true, ["created"] = 1_700_000_000, ["recoveryLevel"] = "Recoverable",
        };
        if (ExpiresOn is { } end)
        {
            attributes["exp"] = end.ToUnixTimeSeconds();
        }

        return attributes;
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return ShowAsync(
            context, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = $"{code}." } });
    }

    private static Task ShowAsync(HttpContext context, JsonObject answer) =>
        context.Response.WriteAsJsonAsync(answer, context.RequestAborted);

    private static string Encode(byte[] value) => Base64Url.EncodeToString(value);

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var fresh = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        // Through PKCS #12, because not every TLS stack takes a key that only lives in memory.
        return X509CertificateLoader.LoadPkcs12(fresh.Export(X509ContentType.Pkcs12), null);
    }
}
