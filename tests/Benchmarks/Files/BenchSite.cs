using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Zegel.Local;

namespace Zegel.Benchmarks.Files;

/// <summary>
/// The site's own modules and the benchmark's page, from one origin, and the functions as far as files need them: they
/// hand out the tickets that the benchmark gives them, and are counted.
/// </summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private TaskCompletionSource<JsonNode> result = new();

    private BenchSite(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Calls that the functions would have had.</summary>
    public int Calls { get; private set; }

    /// <summary>Answers a request for a ticket; set before a page asks.</summary>
    public Func<string, JsonObject> Ticket { get; set; } = _ => [];

    /// <summary>Called when a page is about to begin.</summary>
    public Action Begun { get; set; } = () => { };

    public static async Task<BenchSite> StartAsync()
    {
        var port = Azurite.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var web = builder.Build();
        NpmPackages.FillVendor();
        var site = new BenchSite(web, new Uri($"http://localhost:{port}"));
        site.Map();
        await web.StartAsync();
        return site;
    }

    /// <summary>Waits for what the next page posts.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says why.</exception>
    public async Task<JsonNode> ResultAsync()
    {
        var answer = await result.Task.WaitAsync(TimeSpan.FromMinutes(30));
        result = new TaskCompletionSource<JsonNode>();
        return answer["error"] is { } error ? throw new InvalidOperationException(error.GetValue<string>()) : answer;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Map()
    {
        app.MapPost("/bench/begin", () => Begun());
        app.MapPost("/bench/ticket/{id}", (string id) =>
        {
            Calls++;
            return Results.Text(Ticket(id).ToJsonString(), "application/json");
        });
        app.MapPost("/bench/finish", () =>
        {
            Calls++;
            return Results.Text("{}", "application/json");
        });
        app.MapPost("/bench/result", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            result.TrySetResult(JsonNode.Parse(await reader.ReadToEndAsync())!);
        });
        var types = new FileExtensionContentTypeProvider();
        var root = NpmPackages.RepositoryRoot;
        foreach (var (folder, path) in new[] { ("static-web", ""), ("tests/Benchmarks/Files/web", "/bench") })
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(Path.Combine(root, folder)),
                RequestPath = path,
                ContentTypeProvider = types,
            });
        }
    }
}
