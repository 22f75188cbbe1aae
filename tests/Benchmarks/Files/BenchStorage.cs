using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Zegel.Local;

namespace Zegel.Benchmarks.Files;

/// <summary>
/// A storage account without a disk, for files that are larger than memory: what is put is counted and dropped, what is
/// got is made while it is sent.
/// </summary>
internal sealed class BenchStorage : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly IReadOnlyList<MadeFile> files;
    private long received;

    private BenchStorage(WebApplication app, IReadOnlyList<MadeFile> files, Uri address) =>
        (this.app, this.files, Address) = (app, files, address);

    public Uri Address { get; }

    /// <summary>Bytes of blocks that were put.</summary>
    public long Received => Interlocked.Read(ref received);

    public static async Task<BenchStorage> StartAsync(params IReadOnlyList<MadeFile> files)
    {
        var port = Azurite.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var web = builder.Build();
        var storage = new BenchStorage(web, files, new Uri($"http://localhost:{port}"));
        web.Run(storage.AnswerAsync);
        await web.StartAsync();
        return storage;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlAllowHeaders = "*";
        http.Response.Headers.AccessControlAllowMethods = "GET,PUT";
        http.Response.Headers.AccessControlExposeHeaders = "*";
        http.Response.Headers.AccessControlMaxAge = "3600";
        if (HttpMethods.IsPut(http.Request.Method))
        {
            await DrainAsync(http);
            http.Response.StatusCode = StatusCodes.Status201Created;
        }
        else if (HttpMethods.IsGet(http.Request.Method))
        {
            await SendAsync(http, files[int.Parse(http.Request.Path.Value![1..], System.Globalization.CultureInfo.InvariantCulture)]);
        }
    }

    private async Task DrainAsync(HttpContext http)
    {
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            Interlocked.Add(ref received, read.Buffer.Length);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static async Task SendAsync(HttpContext http, MadeFile file)
    {
        http.Response.Headers["x-ms-meta-encryptiondata"] = file.EncryptionData;
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = file.StoredLength;
        var region = ArrayPool<byte>.Shared.Rent(MadeFile.StoredRegion);
        try
        {
            for (var index = 0; index < file.Regions; index++)
            {
                file.Seal(index, region);
                await http.Response.Body.WriteAsync(region.AsMemory(0, MadeFile.StoredRegion), http.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(region);
        }
    }
}
