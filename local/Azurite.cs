using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Azure.Storage.Queues;

namespace Zegel.Local;

/// <summary>
/// A storage account in Azurite, Microsoft's storage emulator, which runs as a child process on free loopback ports:
/// blobs, queues and tables.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>The emulator's well-known account; the key is public and the same on every machine.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The key of every account of the emulator.</summary>
    public const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int SigTerm = 15;

    private const int MostTries = 5;

    // The emulator learns of its accounts when it starts.
    private const int MostAccounts = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string[] arguments;
    private readonly int[] ports;
    private readonly bool isShared;
    private Process process;
    private int accounts;

    private Azurite(Process process, string[] arguments, int[] ports, string account, bool isShared)
    {
        this.process = process;
        this.arguments = arguments;
        this.ports = ports;
        this.isShared = isShared;
        BlobEndpoint = new Uri($"http://127.0.0.1:{ports[0]}/{account}");
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={AccountKey};" +
            $"BlobEndpoint={BlobEndpoint};" +
            $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{account};" +
            $"TableEndpoint=http://127.0.0.1:{ports[2]}/{account};";
    }

    /// <summary>What <c>BlobServiceClient</c>, <c>QueueServiceClient</c> and <c>TableServiceClient</c> take.</summary>
    public string ConnectionString { get; }

    /// <summary>The blob service, path style; its origin is what a page's <c>connect-src</c> must allow.</summary>
    public Uri BlobEndpoint { get; }

    /// <summary>The emulator's process id.</summary>
    public int ProcessId => process.Id;

    /// <summary>
    /// Starts the emulator. With <paramref name="folder"/> null everything stays in memory; else it is kept there, so
    /// that <see cref="KillAsync"/> and <see cref="RestartAsync"/> show what survives a crash.
    /// </summary>
    public static async Task<Azurite> StartAsync(string? folder = null, CancellationToken cancellationToken = default)
    {
        var script = Path.Combine(NpmPackages.Ensure("local"), "node_modules/azurite/dist/src/azurite.js");
        for (var tries = 1; ; tries++)
        {
            var (blob, queue, table) = (FreePort(), FreePort(), FreePort());
            string[] command =
            [
                script, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
                "--blobPort", $"{blob}", "--queuePort", $"{queue}", "--tablePort", $"{table}",
                .. folder is null ? ["--inMemoryPersistence"] : new[] { "--location", folder },
            ];
            var azurite = new Azurite(Start(command), command, [blob, queue, table], AccountName, isShared: false);
            try
            {
                await azurite.WaitUntilItListensAsync(cancellationToken);
                return azurite;
            }
            catch (InvalidOperationException) when (tries < MostTries && azurite.process.HasExited)
            {
                // Another process took a free port first; there are more.
                await azurite.DisposeAsync();
            }
            catch
            {
                await azurite.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>
    /// Another, empty account in the same emulator: starting one costs seconds. It ends with the one that was started, and
    /// only that one can be stopped.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no more.</exception>
    public Azurite AnotherAccount()
    {
        RequireOwn();
        var number = Interlocked.Increment(ref accounts);
        return number < MostAccounts
            ? new Azurite(process, arguments, ports, NameOf(number), isShared: true)
            : throw new InvalidOperationException($"An emulator has {MostAccounts} accounts.");
    }

    /// <summary>A loopback port nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends the emulator at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        RequireOwn();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Ends the emulator after it wrote everything down.</summary>
    public async Task StopAsync()
    {
        RequireOwn();
        if (arguments.Contains("--location") && !OperatingSystem.IsWindows() && !process.HasExited)
        {
            // Asked first: it writes its tables down every few seconds, and at its end. On Windows Ctrl+C reaches it too.
            _ = SendSignal(process.Id, SigTerm);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Patience, TimeProvider.System));
        }

        await KillAsync();
    }

    /// <summary>Starts the emulator again on the same ports, with what its folder kept.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        for (var tries = 1; ; tries++)
        {
            await KillAsync();
            process.Dispose();
            process = Start(arguments);
            try
            {
                await WaitUntilItListensAsync(cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (tries < MostTries && process.HasExited)
            {
                // Somebody's connection has one of its ports for the moment; connections end.
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isShared)
        {
            // At each look into a queue the emulator sorts the messages of all accounts: those of one that is done with too.
            var queues = new QueueServiceClient(ConnectionString);
            await foreach (var queue in queues.GetQueuesAsync())
            {
                await queues.DeleteQueueAsync(queue.Name);
            }

            return;
        }

        await StopAsync();
        process.Dispose();
    }

    private static string NameOf(int account) => account is 0 ? AccountName : $"account{account}";

    private void RequireOwn()
    {
        if (isShared)
        {
            throw new InvalidOperationException("Others use this emulator.");
        }
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(0, MostAccounts).Select(account => $"{NameOf(account)}:{AccountKey}"));
        var node = Process.Start(start)!;
        // Drained, else a full pipe stops the emulator.
        node.OutputDataReceived += (_, _) => { };
        node.ErrorDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        return node;
    }

    private async Task WaitUntilItListensAsync(CancellationToken cancellationToken)
    {
        var deadline = Stopwatch.StartNew();
        foreach (var port in ports)
        {
            while (!await ListensAsync(port, cancellationToken))
            {
                if (process.HasExited || deadline.Elapsed > TimeSpan.FromSeconds(60))
                {
                    throw new InvalidOperationException($"Azurite did not start on port {port}.");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int processId, int signal);
}
