using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zegel.Local;

/// <summary>
/// Stands where Azure Static Web Apps stands in the cloud: serves <c>static-web/</c> on <c>http://localhost</c>, a
/// secure context in browsers, and hands <c>/api</c> on to the functions.
/// </summary>
public sealed class SiteServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SiteFiles files;
    private readonly ApiForwarder forwarder;

    private SiteServer(WebApplication app, SiteFiles files, ApiForwarder forwarder, int port)
    {
        this.app = app;
        this.files = files;
        this.forwarder = forwarder;
        Address = new Uri($"http://localhost:{port}");
    }

    /// <summary>Where the site is; also its origin.</summary>
    public Uri Address { get; }

    /// <summary>Starts the site on a loopback port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="blobEndpoint">Where pages may fetch sealed objects.</param>
    /// <param name="functions">Where the functions are at the moment of asking; null while they are down.</param>
    /// <param name="time">By which an answer takes too long; null: the machine's clock.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="PortTakenException">The port is taken.</exception>
    public static async Task<SiteServer> StartAsync(
        int port, Uri blobEndpoint, Func<Uri?> functions, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var folder = Path.Combine(NpmPackages.RepositoryRoot, "static-web");
        var content = new SiteFiles(folder, StaticWebAppConfig.Read(folder, blobEndpoint));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        builder.Services.AddHttpForwarder();
        builder.Services.AddResponseCompression(compression =>
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "text/javascript", "application/manifest+json"]);
        var web = builder.Build();
        var api = ActivatorUtilities.CreateInstance<ApiForwarder>(web.Services, functions, time ?? TimeProvider.System);

        web.Map("/api/{**path}", api.ForwardAsync);
        web.UseWhen(http => http.GetEndpoint() is null, site =>
        {
            site.UseResponseCompression();
            site.Run(content.AnswerAsync);
        });

        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await web.DisposeAsync();
            api.Dispose();
            content.Dispose();
            throw new PortTakenException(port, exception);
        }

        return new SiteServer(web, content, api, port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        forwarder.Dispose();
        files.Dispose();
    }
}
