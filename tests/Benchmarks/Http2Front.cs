using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zegel.Benchmarks;

/// <summary>
/// HTTP/2 before the local site, as in the cloud: over HTTP/1.1 six modules at a time would come, each with all headers
/// in full, which no phone sees.
/// </summary>
internal sealed class Http2Front : IAsyncDisposable
{
    private readonly WebApplication app;

    private Http2Front(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new UriBuilder(app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single()) { Host = "localhost" }.Uri;

    /// <summary>Starts before a site; its certificate is its own.</summary>
    public static async Task<Http2Front> StartAsync(Uri site)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(NewCertificate())));
        builder.Services.AddHttpForwarder();
        var web = builder.Build();
        web.Use((http, next) =>
        {
            // The functions answer their own site only.
            if (http.Request.Headers.Origin.Count > 0)
            {
                http.Request.Headers.Origin = site.GetLeftPart(UriPartial.Authority);
            }

            return next(http);
        });
        web.MapForwarder("/{**path}", site.GetLeftPart(UriPartial.Authority));
        await web.StartAsync();
        return new Http2Front(web);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
