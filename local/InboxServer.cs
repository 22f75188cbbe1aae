using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zegel.Local;

/// <summary>
/// Stands where Azure Communication Services stands in the cloud: takes e-mail and SMS from the official clients, keeps
/// them in an <see cref="Local.Inbox"/> and shows them on a page.
/// </summary>
public sealed class InboxServer : IAsyncDisposable
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src http: https: data:; " +
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // A part is a stranger's: opened by itself it may run nothing.
    private const string PartPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private readonly WebApplication web;

    private sealed record ReportRequest(InboxState State);

    private InboxServer(WebApplication web, Inbox inbox, string accessKey)
    {
        this.web = web;
        Inbox = inbox;
        Address = new Uri(web.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single());
        ConnectionString = $"endpoint={Address};accesskey={accessKey}";
    }

    /// <summary>Where the page and the two services are, on loopback.</summary>
    public Uri Address { get; }

    /// <summary>What <c>EmailClient</c> and <c>SmsClient</c> take.</summary>
    public string ConnectionString { get; }

    public Inbox Inbox { get; }

    /// <summary>What <c>GET /demo</c> answers, as JSON; 404 as long as it is null.</summary>
    public object? Demo { get; set; }

    /// <summary>Starts the inbox on a loopback port; 0 takes a free one.</summary>
    /// <param name="port">The port.</param>
    /// <param name="time">The clock that dates messages.</param>
    /// <param name="accessKey">The key that clients sign with, in base64; by default a new one.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public static async Task<InboxServer> StartAsync(
        int port, TimeProvider time, string? accessKey = null, CancellationToken cancellationToken = default)
    {
        accessKey ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(256 / 8));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();

        var inbox = new Inbox(time);
        var services = new InboxServices(inbox, Convert.FromBase64String(accessKey));
        app.MapPost("/sms", services.SendSmsAsync);
        app.MapPost("/emails:send", services.SendEmailAsync);
        app.MapGet("/emails/operations/{id}", services.GetOperationAsync);

        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new InvalidOperationException(
                $"Port {port} is in use. Choose another with --inbox-port.", exception);
        }

        var server = new InboxServer(app, inbox, accessKey);
        server.MapPage();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Stopped first: that ends the event streams of open pages, which would hold the server up.
        await web.StopAsync(CancellationToken.None);
        await web.DisposeAsync();
    }

    private void MapPage()
    {
        web.MapGet("/", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = PagePolicy;
            return TypedResults.Stream(
                typeof(InboxServer).Assembly.GetManifestResourceStream(PageResource())!, "text/html; charset=utf-8");
        });
        web.MapGet("/messages", () => TypedResults.Ok(Inbox.Messages));
        web.MapGet("/messages/{id}/parts/{contentId}", (string id, string contentId, HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = PartPolicy;
            response.Headers.XContentTypeOptions = "nosniff";
            var message = Inbox.Messages.FirstOrDefault(message => message.Id == id);
            return message?.Parts.GetValueOrDefault(contentId) is { } part
                ? Results.Bytes(part.Bytes, part.ContentType)
                : Results.NotFound();
        });
        // JSON only, which no page of another site can send.
        web.MapPost("/messages/{id}/report", (string id, ReportRequest request) =>
            request.State == InboxState.Sent ? Results.BadRequest()
            : Inbox.Report(id, request.State) ? Results.NoContent()
            : Results.NotFound());
        web.MapGet("/events", (CancellationToken aborted) => TypedResults.ServerSentEvents(Changes(aborted)));
        web.MapGet("/demo", () => Demo is null ? Results.NotFound() : Results.Json(Demo));
    }

    /// <summary>The resource's prefix differs by the project that embeds it.</summary>
    private static string PageResource() => typeof(InboxServer).Assembly.GetManifestResourceNames()
        .Single(name => name.EndsWith("InboxPage.html", StringComparison.Ordinal));

    private async IAsyncEnumerable<SseItem<string>> Changes([EnumeratorCancellation] CancellationToken aborted)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(aborted, web.Lifetime.ApplicationStopping);
        while (!ends.IsCancellationRequested)
        {
            // Asked for before the page is told to look, so that nothing falls in between.
            var next = Inbox.NextAsync(ends.Token);
            yield return new SseItem<string>("look");
            // A page that went away is the normal end, not an error.
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
