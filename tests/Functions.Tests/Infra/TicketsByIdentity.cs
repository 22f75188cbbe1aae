using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Infra;

/// <summary>Tickets as they are made in Azure: signed with a key that the identity asked for, over TLS.</summary>
public sealed class TicketsByIdentity : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zegel-tls");
    private readonly int[] ports = [Azurite.FreePort(), Azurite.FreePort(), Azurite.FreePort()];
    private X509Certificate2 certificate = null!;
    private HttpClient http = null!;
    private Process azurite = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Azurite with a certificate of its own and OAuth: signatures and claims of tokens are looked at, issuers are not.</summary>
    public async ValueTask InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (pem, keyPem) = (Path.Combine(folder.FullName, "tls.pem"), Path.Combine(folder.FullName, "tls.key"));
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem(), Cancel);
        await File.WriteAllTextAsync(keyPem, key.ExportPkcs8PrivateKeyPem(), Cancel);
        http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
            },
        });
        var script = Path.Combine(NpmPackages.Ensure("local"), "node_modules/azurite/dist/src/azurite.js");
        azurite = Process.Start(new ProcessStartInfo("node",
        [
            script, "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence", "--oauth", "basic", "--cert", pem, "--key", keyPem,
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
        ]) { UseShellExecute = false })!;
        await Waiting.UntilAsync("Azurite listens", async () =>
        {
            try
            {
                return (await http.GetAsync($"https://127.0.0.1:{ports[0]}/", Cancel)).StatusCode != HttpStatusCode.ServiceUnavailable;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        azurite.Kill(entireProcessTree: true);
        await azurite.WaitForExitAsync(CancellationToken.None);
        azurite.Dispose();
        http.Dispose();
        certificate.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task They_write_and_read_one_blob_over_TLS_for_a_while()
    {
        var storage = Storage();
        await storage.Sealed.CreateIfNotExistsAsync(cancellationToken: Cancel);
        var blobs = new SealedBlobs(storage, TimeProvider.System);
        var file = Seals.File(Seals.NewKey(), Seals.NewId(), RandomNumberGenerator.GetBytes(1000));
        var name = Seals.NewId();

        var (upload, expiresAt) = await blobs.UploadTicketAsync(name, SecurityNumbers.UploadTicket, Cancel);
        (expiresAt - DateTimeOffset.UtcNow).ShouldBeInRange(TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var sas = HttpUtility.ParseQueryString(upload.Query);
        sas["spr"].ShouldBe("https");
        sas["sp"].ShouldBe("w");
        sas["skoid"].ShouldBe(Token.ObjectId);
        (await PutAsync(upload, file)).ShouldBe(HttpStatusCode.Created);
        (await http.GetAsync(upload, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PutAsync(new Uri(upload.ToString().Replace(name, Seals.NewId(), StringComparison.Ordinal)), file)).ShouldBe(HttpStatusCode.Forbidden);

        var kept = Seals.NewId();
        (await blobs.AcceptAsync(name, kept, file.Size, Cancel))?.ETag.ShouldNotBeNull();
        (await PutAsync(upload, file with { Stored = new byte[100] })).ShouldBe(HttpStatusCode.Created);
        var (download, _) = await blobs.DownloadTicketAsync(kept, null, Cancel);
        var answer = await http.GetAsync(download, Cancel);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(file.Stored);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        (await http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, download), Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await blobs.DeleteAsync(kept, Cancel)).ShouldBeTrue();
        (await http.GetAsync(download, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void The_signature_is_the_one_that_others_make()
    {
        // Made the same by Microsoft's clients for .NET and JavaScript and by hand, from a key of 32 zero bytes.
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        string[] lines =
        [
            "cw", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "/blob/acct/c/d/e f.bin", "oid", "tid", "2026-01-01T00:00:00Z",
            "2026-01-02T00:00:00Z", "b", "2023-01-03", "", "", "", "", "https", "2023-01-03", "b", "", "", "", "", "", "", "",
        ];
        Sign(lines).ShouldBe("nl5Z4Xo/JwzH3S8WKy1yqQ6Rg5Jfzb6n0v5XeuPhWNE=");

        // The library signs the same lines in its own version, which has four more: two for the person who asks under a
        // delegated key, two for headers and a query that must come with it. They are empty here.
        lines = [.. lines[..13], "", "", .. lines[13..19], "", "", .. lines[19..]];
        var key = BlobsModelFactory.UserDelegationKey("oid", "tid", start, start.AddDays(1), "b", "2023-01-03", Convert.ToBase64String(new byte[32]));
        var made = new BlobSasBuilder(BlobSasPermissions.Create | BlobSasPermissions.Write, start.AddHours(1))
        {
            BlobContainerName = "c", BlobName = "d/e f.bin", Resource = "b", StartsOn = start, Protocol = SasProtocol.Https,
        }.ToSasQueryParameters(key, "acct");
        lines[17] = made.Version;
        made.Signature.ShouldBe(Sign(lines));
    }

    private static string Sign(IEnumerable<string> lines) =>
        Convert.ToBase64String(HMACSHA256.HashData(new byte[32], Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private StorageClients Storage()
    {
        string[] names = ["blob", "queue", "table"];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(names.Zip(ports, (name, port) =>
            KeyValuePair.Create($"ZegelStorage:{name}ServiceUri", (string?)$"https://127.0.0.1:{port}/{Azurite.AccountName}"))).Build();
        return new StorageClients(configuration, () => new Token(), new BlobClientOptions { Transport = new HttpClientTransport(http) });
    }

    private async Task<HttpStatusCode> PutAsync(Uri ticket, EncryptedFile file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, ticket) { Content = new ByteArrayContent(file.Stored) };
        request.Headers.Add("x-ms-version", "2021-12-02");
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-meta-encryptiondata", file.EncryptionData);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    /// <summary>A token as Azurite takes one: it looks at the claims and at nothing else.</summary>
    private sealed class Token : TokenCredential
    {
        public const string ObjectId = "11111111-1111-1111-1111-111111111111";

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var now = DateTimeOffset.UtcNow;
            var claims = new
            {
                aud = "https://storage.azure.com",
                iss = "https://sts.windows.net/22222222-2222-2222-2222-222222222222/",
                oid = ObjectId,
                tid = "22222222-2222-2222-2222-222222222222",
                iat = now.AddMinutes(-1).ToUnixTimeSeconds(),
                nbf = now.AddMinutes(-1).ToUnixTimeSeconds(),
                exp = now.AddHours(1).ToUnixTimeSeconds(),
            };
            return new AccessToken($"{Part(new { alg = "HS256", typ = "JWT" })}.{Part(claims)}.{Part("none")}", now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));

        private static string Part(object value) =>
            System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
    }
}
