using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Zegel.Local;

namespace Zegel.Benchmarks.Files;

/// <summary>How files fare: sealed against raw, memory, CPU and calls. Ratios are of pairs measured one after the other.</summary>
internal sealed class FilesBenchmark(FilesPlan plan) : IAsyncDisposable
{
    private const double GiB = 1024 * 1024 * 1024;
    private const int MiB = 1024 * 1024;
    private const string Container = "sealed";
    private const double LineBits = 200_000_000;
    private static readonly TimeSpan LineRoundTrip = TimeSpan.FromMilliseconds(30);

    private readonly byte[] sealKey = Seals.NewKey();
    private readonly string space = Seals.NewId();
    private readonly string folder = Directory.CreateTempSubdirectory("zegel-bench-files-").FullName;
    private BenchSite site = null!;

    public static async Task MeasureAsync(FilesPlan plan)
    {
        await using var benchmark = new FilesBenchmark(plan);
        benchmark.site = await BenchSite.StartAsync();
        foreach (var (name, measure) in benchmark.Parts())
        {
            if (plan.Only is null || name.StartsWith(plan.Only, StringComparison.Ordinal))
            {
                await measure();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<(string Name, Func<Task> Measure)> Parts() =>
    [
        ("upload-ratio", () => CompareUploadsAsync("upload-ratio", null)),
        ("upload-line", () => CompareUploadsAsync("upload-ratio-200mbit", LineBits)),
        ("download-ratio", CompareDownloadsAsync),
        ("save-ratio", CompareSavingAsync),
        ("upload-memory-small", () => UploadMemoryAsync("upload-memory-256MiB", 256)),
        ("upload-memory-large", () => UploadMemoryAsync("upload-memory-4GiB", plan.LargeMiB)),
        ("download-memory", () => DownloadMemoryAsync("download-memory-4GiB", "save", 1)),
        ("zip-memory", () => DownloadMemoryAsync("zip-memory-4GiB", "zip", 4)),
        ("round-trip", () => GoAndComeBackAsync("round-trip", plan.LargeMiB * 3 / 2)),
    ];

    /// <summary>Sealed uploads against raw ones, each to a fresh Azurite; what was sealed is opened and compared.</summary>
    private async Task CompareUploadsAsync(string name, double? lineBits)
    {
        var file = await WriteFileAsync(plan.SizeMiB);
        var calls = 0;
        var cpu = new List<double>();
        var ratios = await InterleaveAsync(
            async () => (await UploadAsync("upload-raw", file, lineBits)).Seconds,
            async () =>
            {
                var before = site.Calls;
                var run = await UploadAsync("upload-sealed", file, lineBits);
                calls = site.Calls - before;
                cpu.Add(run.Cpu);
                return run.Seconds;
            });
        Figures.Print(name, Median(ratios), "ratio");
        if (lineBits is null)
        {
            Figures.Print("upload-cpu", Median(cpu.Skip(1)) / (plan.SizeMiB * MiB / GiB), "s/GiB");
            Figures.Print("function-calls-per-file", calls, "upload");
        }
    }

    private async Task<Run> UploadAsync(string act, string file, double? lineBits)
    {
        await using var azurite = await Azurite.StartAsync();
        var container = await PrepareAsync(azurite);
        var blob = container.GetBlobClient("file");
        var target = blob.GenerateSasUri(BlobSasPermissions.Write, DateTimeOffset.UtcNow.AddHours(1));
        using var line = lineBits is { } bits ? new SlowLine(target.Port, bits, LineRoundTrip) : null;
        var address = new UriBuilder(target) { Port = line?.Port ?? target.Port }.Uri;
        var run = await RunAsync(act, file, _ => UploadTicket(address), []);
        if (act == "upload-sealed")
        {
            BlobDownloadResult stored = await blob.DownloadContentAsync();
            var opened = Seals.OpenFile(sealKey, stored.Details.Metadata["encryptiondata"], stored.Content.ToArray());
            await RequireFileAsync(file, SHA256.HashData(opened));
        }

        return run;
    }

    private async Task CompareDownloadsAsync()
    {
        var made = Make("file", plan.SizeMiB);
        await using var azurite = await Azurite.StartAsync();
        var ticket = await StoreAsync(azurite, made);
        var ratios = await InterleaveAsync(
            async () => (await RunAsync("download-raw", null, _ => ticket, [made.Reference])).Seconds,
            async () => (await RunAsync("download-open", null, _ => ticket, [made.Reference])).Seconds);
        Figures.Print("download-ratio", Median(ratios), "ratio");
    }

    private async Task CompareSavingAsync()
    {
        var made = Make("file", plan.SizeMiB);
        await using var azurite = await Azurite.StartAsync();
        var ticket = await StoreAsync(azurite, made);
        var cpu = new List<double>();
        var calls = 0;
        var ratios = await InterleaveAsync(
            async () => (await RunAsync("save-zero", null, _ => ticket, [made.Reference], _ => Task.CompletedTask)).Seconds,
            async () =>
            {
                var before = site.Calls;
                var run = await RunAsync("save", null, _ => ticket, [made.Reference], saved => RequireFileAsync(saved, made.PlainHash));
                calls = site.Calls - before;
                cpu.Add(run.Cpu);
                return run.Seconds;
            });
        Figures.Print("save-ratio", Median(ratios), "ratio");
        Figures.Print("download-cpu", Median(cpu.Skip(1)) / (plan.SizeMiB * MiB / GiB), "s/GiB");
        Figures.Print("function-calls-per-file", calls, "download");
    }

    private async Task UploadMemoryAsync(string name, int sizeMiB)
    {
        var file = await WriteFileAsync(sizeMiB);
        await using var storage = await BenchStorage.StartAsync();
        var run = await RunAsync("upload-sealed", file, _ => UploadTicket(new Uri(storage.Address, "/blob?ticket=1")), [], memory: true);
        Require(storage.Received > (long)sizeMiB * MiB, "Not everything was sent.");
        Figures.Print(name, run.Memory, "MiB");
        File.Delete(file);
    }

    private async Task DownloadMemoryAsync(string name, string act, int files)
    {
        MadeFile[] made = [.. Enumerable.Range(0, files).Select(index => Make($"part-{index}", plan.LargeMiB / files))];
        await using var storage = await BenchStorage.StartAsync(made);
        var run = await RunAsync(
            act,
            null,
            id => DownloadTicket(new Uri(storage.Address, $"/{id}"), "\"1\"", made[0].StoredLength),
            [.. made.Select(one => one.Reference)],
            saved => act == "zip" ? RequireArchiveAsync(saved, made) : RequireFileAsync(saved, made[0].PlainHash),
            memory: true);
        Figures.Print(name, run.Memory, "MiB");
        Figures.Print(name.Replace("memory", "speed", StringComparison.Ordinal), plan.LargeMiB / run.Seconds, "MiB/s");
    }

    /// <summary>A file from this disk through Azurite, on disk too, and back to this disk.</summary>
    private async Task GoAndComeBackAsync(string name, int sizeMiB)
    {
        var file = await WriteFileAsync(sizeMiB);
        byte[] hash;
        await using (var original = File.OpenRead(file))
        {
            hash = await SHA256.HashDataAsync(original);
        }

        await using var azurite = await Azurite.StartAsync(Path.Combine(folder, "azurite"));
        var blob = (await PrepareAsync(azurite)).GetBlobClient("file");
        var target = blob.GenerateSasUri(BlobSasPermissions.Write, DateTimeOffset.UtcNow.AddHours(1));
        var up = await RunAsync("upload-sealed", file, _ => UploadTicket(target), []);
        File.Delete(file);
        BlobProperties properties = await blob.GetPropertiesAsync();
        var source = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1));
        var ticket = DownloadTicket(source, properties.ETag.ToString("H"), properties.ContentLength);
        var down = await RunAsync("save", null, _ => ticket, [up.Answer!.AsObject()], saved => RequireFileAsync(saved, hash));
        Figures.Print($"{name}-size", sizeMiB, "MiB");
        Figures.Print($"{name}-up", up.Seconds, "s");
        Figures.Print($"{name}-down", down.Seconds, "s");
    }

    /// <summary>
    /// One page in one fresh browser, from its first byte to its result, or to a whole file on the disk, which is looked at.
    /// Memory is watched where it counts: looking takes time from what is measured.
    /// </summary>
    private async Task<Run> RunAsync(
        string act,
        string? file,
        Func<string, JsonObject> ticket,
        JsonObject[] references,
        Func<string, Task>? look = null,
        bool memory = false)
    {
        site.Ticket = ticket;
        await using var browser = await BareBrowser.StartAsync();
        var cpuBefore = 0.0;
        var time = new Stopwatch();
        site.Begun = () =>
        {
            cpuBefore = browser.CpuSeconds;
            time.Restart();
        };
        var page = new JsonObject
        {
            ["act"] = act,
            ["sealKey"] = Convert.ToBase64String(sealKey),
            ["space"] = space,
            ["size"] = references.Sum(one => one["size"]!.GetValue<long>()),
            ["references"] = new JsonArray([.. references.Select(one => one.DeepClone())]),
        };
        var peak = 0.0;
        await using var watching = memory ? new Timer(_ => peak = Math.Max(peak, browser.RendererMemory), null, 0, 250) : null;
        await browser.OpenAsync(new Uri(site.Address, "/bench/bench.html#" + Uri.EscapeDataString(page.ToJsonString())), file);
        var result = await site.ResultAsync();
        var saved = "";
        if (look is not null)
        {
            await Until.TrueAsync(() =>
            {
                var files = Directory.GetFiles(browser.Downloads);
                saved = files.FirstOrDefault() ?? "";
                return files.Length == 1 && !saved.EndsWith(".crdownload", StringComparison.Ordinal) && new FileInfo(saved).Length > 0;
            });
        }

        var run = new Run(time.Elapsed.TotalSeconds, browser.CpuSeconds - cpuBefore, peak, result["answer"]);
        await (look?.Invoke(saved) ?? Task.CompletedTask);
        return run;
    }

    private static async Task RequireFileAsync(string saved, byte[] hash)
    {
        await using var file = File.OpenRead(saved);
        Require((await SHA256.HashDataAsync(file)).AsSpan().SequenceEqual(hash), "What came through is not the file.");
    }

    private static async Task RequireArchiveAsync(string saved, MadeFile[] made)
    {
        await using var archive = await ZipFile.OpenReadAsync(saved);
        Require(archive.Entries.Count == made.Length, "The archive has other files.");
        foreach (var (entry, one) in archive.Entries.Zip(made))
        {
            await using var content = await entry.OpenAsync();
            Require((await SHA256.HashDataAsync(content)).AsSpan().SequenceEqual(one.PlainHash), "A file in the archive is another one.");
        }
    }

    private async Task<JsonObject> StoreAsync(Azurite azurite, MadeFile made)
    {
        var container = await PrepareAsync(azurite);
        var blob = container.GetBlobClient("file");
        var region = new byte[MadeFile.StoredRegion];
        var options = new BlobOpenWriteOptions { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["encryptiondata"] = made.EncryptionData } };
        await using (var stream = await blob.OpenWriteAsync(overwrite: true, options))
        {
            for (var index = 0; index < made.Regions; index++)
            {
                made.Seal(index, region);
                await stream.WriteAsync(region);
            }
        }

        BlobProperties properties = await blob.GetPropertiesAsync();
        var address = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1));
        return DownloadTicket(address, properties.ETag.ToString("H"), made.StoredLength);
    }

    private async Task<BlobContainerClient> PrepareAsync(Azurite azurite)
    {
        var service = new BlobServiceClient(azurite.ConnectionString);
        BlobServiceProperties properties = await service.GetPropertiesAsync();
        properties.Cors =
        [
            new BlobCorsRule
            {
                AllowedOrigins = site.Address.GetLeftPart(UriPartial.Authority),
                AllowedMethods = "PUT,GET,HEAD,OPTIONS",
                AllowedHeaders = "x-ms-*,content-type,if-none-match,if-match,range",
                ExposedHeaders = "etag,x-ms-*,content-length,content-range",
                MaxAgeInSeconds = 3600,
            },
        ];
        await service.SetPropertiesAsync(properties);
        return await service.CreateBlobContainerAsync(Container);
    }

    private MadeFile Make(string name, int sizeMiB) => new(name, sealKey, space, sizeMiB * (MiB / Seals.RegionLength));

    private static JsonObject UploadTicket(Uri address) =>
        new() { ["uploadUrl"] = address.ToString(), ["expiresAt"] = DateTimeOffset.UtcNow.AddMinutes(15), ["blocks"] = new JsonArray() };

    private static JsonObject DownloadTicket(Uri address, string etag, long storedLength) => new()
    {
        ["downloadUrl"] = address.ToString(),
        ["etag"] = etag,
        ["storedLength"] = storedLength,
        ["expiresAt"] = DateTimeOffset.UtcNow.AddMinutes(5),
    };

    private async Task<string> WriteFileAsync(int sizeMiB)
    {
        var path = Path.Combine(folder, $"{sizeMiB}.bin");
        if (!File.Exists(path))
        {
            var piece = new byte[16 * MiB];
            await using var file = File.Create(path);
            for (var written = 0; written < sizeMiB; written += 16)
            {
                RandomNumberGenerator.Fill(piece);
                await file.WriteAsync(piece);
            }
        }

        return path;
    }

    /// <summary>How often the second of two goes into the time of the first, pair by pair; the first pair is dropped.</summary>
    private async Task<List<double>> InterleaveAsync(Func<Task<double>> raw, Func<Task<double>> measured)
    {
        var ratios = new List<double>();
        for (var i = 0; i <= plan.Repetitions; i++)
        {
            var rawSeconds = await raw();
            var seconds = await measured();
            ratios.Add(rawSeconds / seconds);
            await Console.Error.WriteLineAsync($"  {rawSeconds:0.0} s and {seconds:0.0} s for {plan.SizeMiB} MiB");
        }

        return ratios[1..];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private sealed record Run(double Seconds, double Cpu, double Memory, JsonNode? Answer);
}

/// <summary>How much is measured.</summary>
/// <param name="SizeMiB">The file of which ratios are taken.</param>
/// <param name="LargeMiB">The file with which memory is watched.</param>
/// <param name="Repetitions">Pairs that count.</param>
/// <param name="Only">The parts whose name begins with it; null for all.</param>
internal sealed record FilesPlan(int SizeMiB, int LargeMiB, int Repetitions, string? Only)
{
    /// <summary>As the figures are published.</summary>
    public static FilesPlan Full(string? only) => new(256, 4096, 5, only);

    /// <summary>Smaller and fewer, to see whether it runs; its figures say little.</summary>
    public static FilesPlan Quick(string? only) => new(64, 512, 1, only);
}
