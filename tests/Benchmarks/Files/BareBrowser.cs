using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zegel.Benchmarks.Files;

/// <summary>
/// A Chromium with a profile of its own, told what to do over a bare socket before the measuring and left alone during
/// it: what test tools switch on to watch a page slows down what the page does.
/// </summary>
internal sealed class BareBrowser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Process process;
    private readonly string folder;
    private readonly ClientWebSocket socket = new();
    private int lastId;

    private BareBrowser(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Where it saves files.</summary>
    public string Downloads => Path.Combine(folder, "saved");

    /// <summary>CPU seconds of the browser and all its processes so far.</summary>
    public double CpuSeconds => ProcessTree.CpuSeconds(process.Id);

    /// <summary>MiB of memory that the renderers of the page and its workers hold at this moment (resident, summed).</summary>
    /// <remarks>The browser's own window is drawn by a renderer too; that one is not the page's.</remarks>
    public double RendererMemory => ProcessTree.MemoryOf(process.Id, "--type=renderer", except: "--top-chrome-webui");

    public static async Task<BareBrowser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("zegel-bench-").FullName;
        var program = Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is missing. Install it: sudo apt-get install chromium.");
        var start = new ProcessStartInfo(program,
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-features=SpareRendererForSitePerProcess",
            "--remote-debugging-port=0", $"--user-data-dir={profile}", "--no-startup-window",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var chromium = Process.Start(start)!;
        chromium.ErrorDataReceived += (_, _) => { };
        chromium.OutputDataReceived += (_, _) => { };
        chromium.BeginErrorReadLine();
        chromium.BeginOutputReadLine();
        var browser = new BareBrowser(chromium, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a page and, when there is one, gives its first file field a file.</summary>
    public async Task OpenAsync(Uri address, string? file)
    {
        var target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = address.ToString() });
        if (file is null)
        {
            return;
        }

        var attach = new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true };
        var session = (await SendAsync("Target.attachToTarget", attach))["sessionId"]!.GetValue<string>();
        var input = await FindInputAsync(session);
        var files = new JsonObject { ["files"] = new JsonArray(file), ["objectId"] = input };
        await SendAsync("DOM.setFileInputFiles", files, session);
        await SendAsync("Target.detachFromTarget", new JsonObject { ["sessionId"] = session });
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync($"{folder} stays behind: {exception.Message}");
        }
    }

    private async Task ConnectAsync()
    {
        var file = Path.Combine(folder, "DevToolsActivePort");
        await Until.TrueAsync(() => File.Exists(file) && File.ReadAllLines(file).Length == 2);
        var lines = await File.ReadAllLinesAsync(file);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}"), CancellationToken.None);
        await SendAsync("Browser.setDownloadBehavior", new JsonObject { ["behavior"] = "allow", ["downloadPath"] = Downloads });
    }

    /// <summary>The page is asked again until its file field is there.</summary>
    private async Task<string> FindInputAsync(string session)
    {
        string? found = null;
        await Until.TrueAsync(async () =>
        {
            var question = new JsonObject { ["expression"] = "document.querySelector('html[data-ready] #file')" };
            found = (await SendAsync("Runtime.evaluate", question, session))["result"]!["objectId"]?.GetValue<string>();
            return found is not null;
        });
        return found!;
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = ++lastId;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        while (true)
        {
            var answer = await ReceiveAsync();
            if (answer["id"]?.GetValue<int>() == id)
            {
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(whole.ToArray())!;
    }
}

/// <summary>What the kernel says of a process and everything it started.</summary>
internal static class ProcessTree
{
    private const double TicksPerSecond = 100;
    private const double KiBPerMiB = 1024;

    public static double CpuSeconds(int root) => Under(root).Sum(process => process.Ticks) / TicksPerSecond;

    public static double MemoryOf(int root, string argument, string except) =>
        Under(root).Where(process => ReadOrEmpty(process.Id, "cmdline") is var command
                && command.Contains(argument, StringComparison.Ordinal) && !command.Contains(except, StringComparison.Ordinal))
            .Sum(process => ResidentKiB(process.Id)) / KiBPerMiB;

    private static IEnumerable<(int Id, int Parent, double Ticks)> Under(int root)
    {
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => Parse(int.Parse(name!, CultureInfo.InvariantCulture)))
            .Where(process => process.Id != 0)
            .ToDictionary(process => process.Id);
        return all.Values.Where(process =>
        {
            var at = process;
            while (at.Id != root && all.TryGetValue(at.Parent, out var parent))
            {
                at = parent;
            }

            return at.Id == root;
        });
    }

    private static (int Id, int Parent, double Ticks) Parse(int id)
    {
        var stat = ReadOrEmpty(id, "stat");
        if (stat.Length == 0)
        {
            return default;
        }

        // After the name in brackets: state, parent, … user and kernel ticks as the twelfth and thirteenth, and the same
        // of children that ended.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (id, int.Parse(fields[1], CultureInfo.InvariantCulture),
            fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)));
    }

    private static double ResidentKiB(int id)
    {
        var line = ReadOrEmpty(id, "status").Split('\n').FirstOrDefault(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static string ReadOrEmpty(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

/// <summary>Waiting for something to come about.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Task TrueAsync(Func<bool> isSo) => TrueAsync(() => Task.FromResult(isSo()));

    public static async Task TrueAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
