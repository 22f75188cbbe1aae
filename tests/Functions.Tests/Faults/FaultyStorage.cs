using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Faults;

/// <summary>What happens to one storage request.</summary>
public enum StorageFault
{
    /// <summary>Nothing: requests are only counted.</summary>
    None,

    /// <summary>The connection drops before the request is done.</summary>
    Refused,

    /// <summary>The request is done, and the connection drops before the answer.</summary>
    AnswerLost,

    /// <summary>As <see cref="Refused"/>, and whoever asked the functions goes away, which ends what they were doing.</summary>
    CutBefore,

    /// <summary>As <see cref="AnswerLost"/>, and whoever asked the functions goes away.</summary>
    CutAfter,

    /// <summary>From here on every request is refused.</summary>
    Away,
}

/// <summary>A fault at the n-th (from 1) storage request that names one of the given ids.</summary>
public sealed class FaultPlan(StorageFault fault, int at, params string[] ids) : IDisposable
{
    private readonly CancellationTokenSource cut = new();
    private readonly Lock gate = new();
    private readonly List<string> seen = [];
    private readonly List<string> conflicts = [];

    /// <summary>The requests that met another change (409 and 412, in a transaction too).</summary>
    public IReadOnlyList<string> Conflicts
    {
        get
        {
            lock (gate)
            {
                return [.. conflicts];
            }
        }
    }

    /// <summary>The requests so far; of a transaction with its table.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (gate)
            {
                return [.. seen];
            }
        }
    }

    /// <summary>Cancelled when the caller of the functions must go away.</summary>
    public CancellationToken Cut => cut.Token;

    /// <summary>Whether the fault came.</summary>
    public bool HasStruck => at > 0 && Seen.Count >= at;

    /// <inheritdoc/>
    public void Dispose() => cut.Dispose();

    /// <summary>What somebody else does just before the first transaction in a table is passed on, once.</summary>
    public (string Table, Func<Task> Act)? BeforeTransaction { get; set; }

    /// <summary>What somebody else does just before the n-th request (from 1) is passed on.</summary>
    public (int At, Func<Task> Act)? BeforeRequest { get; set; }

    internal bool Names(string text) => ids.Any(id => text.Contains(id, StringComparison.Ordinal));

    internal StorageFault Next(string request)
    {
        lock (gate)
        {
            seen.Add(request);
            return seen.Count == at || (fault is StorageFault.Away && seen.Count > at) ? fault : StorageFault.None;
        }
    }

    internal Task MeanwhileAsync()
    {
        lock (gate)
        {
            if (BeforeRequest is var (at, before) && seen.Count == at)
            {
                BeforeRequest = null;
                return before();
            }

            if (BeforeTransaction is not var (table, act) || !seen[^1].EndsWith($"$batch /{table}", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            BeforeTransaction = null;
            return act();
        }
    }

    internal void NoteConflict(string request)
    {
        lock (gate)
        {
            conflicts.Add(request);
        }
    }

    internal Task CutAsync() => cut.CancelAsync();
}

/// <summary>
/// Stands between the functions and Azurite and makes the requests of a plan fail. The queue workers' own polling goes
/// through untouched, as does everything that no plan names.
/// </summary>
public sealed partial class FaultyStorage : IAsyncDisposable
{
    private const string CopyStatusHeader = "x-ms-copy-status";
    private static readonly TimeSpan LongestLeaving = TimeSpan.FromSeconds(5);

    private readonly WebApplication app;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly Dictionary<int, string> targets = [];
    private ImmutableArray<FaultPlan> plans = [];

    private FaultyStorage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            for (var service = 0; service < 3; service++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        app = builder.Build();
        app.Run(ForwardAsync);
    }

    /// <summary>How long every request waits before it is passed on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What is said of copies instead of how they are; the emulator ends each at once.</summary>
    public string? CopyStatus { get; set; }

    /// <summary>The ports at which it listens.</summary>
    public IReadOnlySet<int> Ports => targets.Keys.ToHashSet();

    /// <summary>Leads through here.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Puts itself in front of the storage of a world, and starts its functions again.</summary>
    public static async Task<FaultyStorage> InsertAsync(TestWorld world, CancellationToken cancellationToken)
    {
        var storage = new FaultyStorage();
        await storage.StartAsync(world.Cloud.Azurite.ConnectionString, cancellationToken);
        world.Settings["ZegelStorage"] = storage.ConnectionString;
        await world.RestartFunctionsAsync();
        return storage;
    }

    /// <summary>Begins a plan.</summary>
    public void Add(FaultPlan plan) => ImmutableInterlocked.Update(ref plans, known => known.Add(plan));

    /// <summary>Ends a plan: its requests go through again.</summary>
    public void Remove(FaultPlan plan) => ImmutableInterlocked.Update(ref plans, known => known.Remove(plan));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        client.Dispose();
    }

    /// <summary>Listens on a port for each of the three services.</summary>
    private async Task StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        var addresses = new Queue<string>(app.Urls);
        ConnectionString = Endpoint().Replace(connectionString, endpoint =>
        {
            var address = new Uri(addresses.Dequeue());
            targets[address.Port] = $"http://127.0.0.1:{endpoint.Groups["port"].Value}";
            return address.ToString();
        });
    }

    private async Task ForwardAsync(HttpContext http)
    {
        var plan = await PlanForAsync(http.Request);
        var rows = plan is null ? "" : await RowsOfAsync(http.Request);
        var fault = plan?.Next($"{http.Request.Method} {http.Request.Path} {TableOf(rows)}".TrimEnd()) ?? StorageFault.None;
        await (plan?.MeanwhileAsync() ?? Task.CompletedTask);
        if (fault is StorageFault.None or StorageFault.AnswerLost or StorageFault.CutAfter)
        {
            if (fault is not StorageFault.None)
            {
                http.Response.Body = Stream.Null;
            }

            await Task.Delay(Delay, TimeProvider.System, http.RequestAborted);
            await PassOnAsync(http, plan, rows);
        }

        if (fault is StorageFault.CutBefore or StorageFault.CutAfter)
        {
            await plan!.CutAsync();
            // The functions hear that their caller left, and leave themselves; then this connection ends.
            var left = new TaskCompletionSource();
            await using var leaving = http.RequestAborted.Register(left.SetResult);
            // A queue's worker has no caller who leaves: its connection ends all the same, and it asks again.
            await Task.WhenAny(left.Task, Task.Delay(LongestLeaving, TimeProvider.System, app.Lifetime.ApplicationStopping));
        }

        if (fault is not StorageFault.None)
        {
            http.Abort();
        }
    }

    private async Task PassOnAsync(HttpContext http, FaultPlan? plan, string rows)
    {
        var line = http.Response.Body;
        // Kept, since what a transaction met stands in its answer.
        using var answer = plan is not null && http.Request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) ? new MemoryStream() : null;
        http.Response.Body = answer ?? line;
        http.Response.OnStarting(() =>
        {
            if (CopyStatus is { } status && http.Response.Headers.ContainsKey(CopyStatusHeader))
            {
                http.Response.Headers[CopyStatusHeader] = status;
            }

            return Task.CompletedTask;
        });
        await http.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(http, targets[http.Connection.LocalPort], client);
        if (plan is not null && (http.Response.StatusCode is 409 or 412 || (answer is not null && InsideStatus().IsMatch(Encoding.UTF8.GetString(answer.ToArray())))))
        {
            plan.NoteConflict($"{http.Request.Method} {http.Request.Path} {rows}".TrimEnd());
        }

        if (answer is not null)
        {
            answer.Position = 0;
            http.Response.Body = line;
            await answer.CopyToAsync(line, http.RequestAborted);
        }
    }

    /// <summary>The table of a transaction, with a stroke before it, as in the paths of other requests; empty when it is none.</summary>
    private static string TableOf(string rows) => rows.Length == 0 ? "" : "/" + new Uri(rows.Split(' ', '\n')[1]).Segments[2].Split('(')[0];

    /// <summary>What a transaction changes, a line a row.</summary>
    private static async Task<string> RowsOfAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var text = await reader.ReadToEndAsync(CancellationToken.None);
        request.Body.Position = 0;
        return string.Join('\n', ChangedRow().Matches(text).Select(row => row.Value));
    }

    private async Task<FaultPlan?> PlanForAsync(HttpRequest request)
    {
        var isPolling = request.Path.Value!.Contains("/messages", StringComparison.Ordinal) && request.Method != HttpMethods.Post;
        var isAuditHint = request.Path.Value.Contains($"/{StorageClients.AuditQueue}/", StringComparison.Ordinal);
        if (isPolling || isAuditHint || plans.IsEmpty)
        {
            return null;
        }

        // Kept, since the forwarder reads it after this.
        var body = new MemoryStream();
        request.HttpContext.Response.RegisterForDispose(body);
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        body.Position = 0;
        request.Body = body;
        var text = Uri.UnescapeDataString(request.Path + request.QueryString.Value) + Encoding.UTF8.GetString(body.ToArray());
        if (QueueText().Match(text) is { Success: true } message)
        {
            text = Encoding.UTF8.GetString(Convert.FromBase64String(message.Groups["text"].Value));
        }

        return plans.FirstOrDefault(plan => plan.Names(text));
    }

    [GeneratedRegex(@"^HTTP/1\.1 4(09|12)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InsideStatus();

    [GeneratedRegex(@"http://127\.0\.0\.1:(?<port>\d+)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Endpoint();

    [GeneratedRegex("^(PUT|PATCH|MERGE|DELETE|POST) .*(?=\\?| HTTP)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChangedRow();

    [GeneratedRegex("<MessageText>(?<text>[^<]+)</MessageText>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QueueText();
}
