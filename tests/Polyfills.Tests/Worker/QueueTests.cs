using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Zegel.Polyfills.Tests.Worker;

/// <summary>Queues of a test's own, and hosts that listen to them until it ends.</summary>
public abstract class QueueTests(AzuriteFixture fixture) : IAsyncDisposable
{
    private readonly string prefix = "q" + Guid.NewGuid().ToString("N");
    private readonly List<WorkerHost> hosts = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected async Task StopAsync(WorkerHost host)
    {
        hosts.Remove(host);
        await host.DisposeAsync();
    }

    private protected static Task EmptyAsync(QueueClient queue) => Probe.UntilAsync(async () =>
        (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);

    private protected async Task<string> PoisonAsync(
        QueueMessageEncoding encoding = QueueMessageEncoding.Base64, string queue = "work-poison")
    {
        var poison = await QueueAsync(queue, encoding);
        PeekedMessage? message = null;
        await Probe.UntilAsync(async () => (message = (await poison.PeekMessageAsync(Token)).Value) is not null);
        return message!.Body.ToString();
    }

    private protected async Task<QueueClient> QueueAsync(
        string name, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var queue = new QueueClient(
            fixture.Azurite.ConnectionString,
            $"{prefix}-{name}",
            new QueueClientOptions { MessageEncoding = encoding });
        await queue.CreateIfNotExistsAsync(cancellationToken: Token);
        return queue;
    }

    private protected async Task<WorkerHost> StartAsync(
        string function,
        int failures = 0,
        Dictionary<string, string?>? settings = null,
        Func<object, CancellationToken, Task>? then = null,
        Action<FunctionsApplicationBuilder>? configure = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = fixture.Azurite.ConnectionString,
            ["OtherStorage"] = fixture.Azurite.ConnectionString,
            ["Queues"] = prefix,
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.100",
        };
        foreach (var (name, value) in settings ?? [])
        {
            all["AzureFunctionsJobHost:extensions:queues:" + name] = value;
        }

        then ??= (_, _) => Interlocked.Decrement(ref failures) >= 0
            ? throw new InvalidDataException("as asked")
            : Task.CompletedTask;
        var host = await WorkerHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new Probe { Then = then });
                configure?.Invoke(builder);
            },
            all,
            function);
        hosts.Add(host);
        return host;
    }
}
