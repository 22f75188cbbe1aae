using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;
using Zegel.Local.Host;
using Zegel.Local.Host.Protocol;

namespace Zegel.Functions.Tests.Local.Hosting;

/// <summary>
/// What the host of <c>local/</c> adds to Microsoft's worker and SDK: schedules and queues from what the worker tells,
/// settings, limits, and what happens when a worker or the storage goes.
/// </summary>
public sealed class StartingFunctions : IAsyncLifetime
{
    private const string EverySecond = """{ "name": "tick", "type": "timerTrigger", "direction": "In", "schedule": "%EVERY%" }""";
    private const string Queue = """{ "name": "take", "type": "queueTrigger", "direction": "In", "queueName": "%QUEUE%", "connection": "Store" }""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<InvocationRequest> runs = new();
    private readonly LogLines log = new();
    private readonly Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EVERY"] = "* * * * * *",
        ["QUEUE"] = "things",
        ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.100",
    };

    private ScriptedWorker? worker;
    private Azurite azurite = null!;
    private Func<InvocationRequest, Task<bool>> run = _ => Task.FromResult(true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        azurite = await SharedWorld.AnotherAccountAsync();
        settings["AzureWebJobsStorage"] = settings["Store"] = azurite.ConnectionString;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_schedule_from_a_setting_runs_and_says_when()
    {
        await using var host = await StartAsync(EverySecond);

        var timer = Json((await RunsAsync(1))[0].InputData.Single().Data.Json);

        timer["IsPastDue"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_missed_while_the_host_was_down_is_one_run_that_is_past_due()
    {
        settings["EVERY"] = "0 0 4 * * *";
        await using (await StartAsync(EverySecond))
        {
            runs.ShouldBeEmpty();
        }

        await PutBackAsync(TimeSpan.FromDays(3));
        await using var host = await StartAsync(EverySecond);

        Json((await RunsAsync(1))[0].InputData.Single().Data.Json)["IsPastDue"]!.GetValue<bool>().ShouldBeTrue();
        runs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("AzureWebJobs.tick.Disabled", "true")]
    [InlineData("azurewebjobs.TICK.disabled", "True")]
    [InlineData("AzureWebJobs.tick.Disabled", "1")]
    public async Task A_function_that_is_switched_off_is_not_loaded(string setting, string value)
    {
        settings[setting] = value;

        await using var host = await StartAsync(EverySecond, Queue);

        worker!.Loaded.ShouldBe(["take"]);
    }

    [Fact]
    public async Task A_message_brings_its_text_and_what_the_queue_knows_of_it()
    {
        await using var host = await StartAsync(Queue);
        var sent = await SendAsync("""{ "id": 7 }""");

        var taken = (await RunsAsync(1))[0];

        taken.InputData.Single().Data.String.ShouldBe("""{ "id": 7 }""");
        taken.TriggerMetadata["Id"].String.ShouldBe(sent);
        taken.TriggerMetadata["DequeueCount"].Json.ShouldBe("1");
        taken.TriggerMetadata["QueueTrigger"].String.ShouldBe("""{ "id": 7 }""");
        DateTimeOffset.Parse(taken.TriggerMetadata["InsertionTime"].Json.Trim('"'), CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-5));
        taken.TraceContext.TraceParent.ShouldMatch("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$");
    }

    [Fact]
    public async Task What_fails_five_times_is_put_aside_unchanged()
    {
        run = _ => Task.FromResult(false);
        await using var host = await StartAsync(Queue);
        await SendAsync("spoiled");

        var poison = Client("things-poison");
        await Waiting.UntilAsync("it is put aside", async () =>
            await poison.ExistsAsync(Cancel) && (await poison.PeekMessageAsync(Cancel)).Value?.Body.ToString() == "spoiled");

        runs.Select(taken => taken.TriggerMetadata["DequeueCount"].Json).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Fact]
    public async Task A_function_that_takes_too_long_fails_and_another_worker_goes_on()
    {
        settings["AzureFunctionsJobHost:functionTimeout"] = "00:00:01";
        var stuck = new TaskCompletionSource<bool>();
        run = invocation => invocation.TriggerMetadata["DequeueCount"].Json == "1" ? stuck.Task : Task.FromResult(true);
        await using var host = await StartAsync(Queue);
        var first = worker!;

        await SendAsync("slow");

        (await RunsAsync(2))[1].TriggerMetadata["DequeueCount"].Json.ShouldBe("2");
        await Waiting.UntilAsync("another worker is there", () => !ReferenceEquals(worker, first));
    }

    [Fact]
    public async Task A_worker_that_dies_is_replaced_and_nothing_in_its_hands_is_lost()
    {
        run = async invocation =>
        {
            if (invocation.TriggerMetadata["DequeueCount"].Json == "1")
            {
                await worker!.DieAsync();
            }

            return true;
        };
        await using var host = await StartAsync(Queue);

        await SendAsync("precious");

        (await RunsAsync(2))[1].InputData.Single().Data.String.ShouldBe("precious");
    }

    [Fact]
    public async Task It_stops_also_when_storage_is_gone()
    {
        await using var own = await Azurite.StartAsync(cancellationToken: Cancel);
        settings["AzureWebJobsStorage"] = settings["Store"] = own.ConnectionString;
        var host = await StartAsync(EverySecond, Queue);
        await own.KillAsync();

        // Four times its patience, and what the machine needs: it never waits for storage to answer.
        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task When_storage_is_back_queues_are_worked_again()
    {
        var folder = Directory.CreateTempSubdirectory("zegel-host");
        await using (azurite = await Azurite.StartAsync(folder.FullName, Cancel))
        {
            settings["AzureWebJobsStorage"] = settings["Store"] = azurite.ConnectionString;
            await Client("things").CreateIfNotExistsAsync(cancellationToken: Cancel);
            await using var host = await StartAsync(EverySecond, Queue);
            await RunsAsync(1);
            await azurite.StopAsync();
            // The SDK tries for some seconds before it gives a queue up.
            await Waiting.UntilAsync("it gave up", () => log.All.Any(line => line.Contains("are started again", StringComparison.Ordinal)));

            await azurite.RestartAsync(Cancel);
            await SendAsync("later");

            await Waiting.UntilAsync("it is worked", () => runs.Any(run => run.InputData.Single().Data.String == "later"));
        }

        folder.Delete(recursive: true);
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    // The host hands a message over as it stands in the queue.
    private QueueClient Client(string name) => new(azurite.ConnectionString, name);

    private async Task<string> SendAsync(string text)
    {
        await Client("things").CreateIfNotExistsAsync(cancellationToken: Cancel);
        return (await Client("things").SendMessageAsync(text, Cancel)).Value.MessageId;
    }

    private Task<FunctionsHost> StartAsync(params string[] bindings) => FunctionsHost.StartAsync(
        new HostSettings(AppContext.BaseDirectory, settings),
        (host, workerId, _) => Task.FromResult<IWorker>(worker = ScriptedWorker.Start(host, workerId, NoteAsync, bindings)),
        new QueueBell(),
        Patience,
        logging => logging.AddProvider(log),
        Cancel);

    private Task<bool> NoteAsync(InvocationRequest invocation)
    {
        runs.Enqueue(invocation);
        return run(invocation);
    }

    private async Task<InvocationRequest[]> RunsAsync(int count)
    {
        await Waiting.UntilAsync($"{count} runs", () => runs.Count >= count);
        return [.. runs];
    }

    /// <summary>Makes the timer believe that it ran last that long ago.</summary>
    private async Task PutBackAsync(TimeSpan time)
    {
        var container = new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts");
        await foreach (var blob in container.GetBlobsAsync(new() { Prefix = "timers/" }, Cancel))
        {
            var client = container.GetBlobClient(blob.Name);
            var status = Json((await client.DownloadContentAsync(Cancel)).Value.Content.ToString());
            foreach (var name in new[] { "Next", "LastUpdated" })
            {
                status[name] = status[name]!.GetValue<DateTime>() - time;
            }

            await client.UploadAsync(BinaryData.FromString(status.ToJsonString()), overwrite: true, Cancel);
        }
    }
}
