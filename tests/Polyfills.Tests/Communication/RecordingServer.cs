using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zegel.Polyfills.Tests.Communication;

/// <summary>Writes down every request and gives it the same answer.</summary>
public sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication web;

    private RecordingServer(WebApplication app) => web = app;

    public sealed record Recorded(string Method, string Target, IHeaderDictionary Headers, JsonNode? Body);

    public ConcurrentQueue<Recorded> Requests { get; } = new();

    public string ConnectionString => $"endpoint={web.Urls.Single()}/;accesskey={Convert.ToBase64String(new byte[32])}";

    public static async Task<RecordingServer> StartAsync(JsonNode answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new RecordingServer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
            server.Requests.Enqueue(new Recorded(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                headers,
                body.Length == 0 ? null : JsonNode.Parse(body)));
            context.Response.StatusCode = context.Request.Method == "POST" ? 202 : 200;
            context.Response.Headers["Operation-Location"] =
                $"{app.Urls.Single()}/emails/operations/x?api-version=2025-09-01";
            await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
        });
        await app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
