using Azure.Storage.Queues;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Worker;

public sealed class QueueTriggers(AzuriteFixture fixture) : QueueTests(fixture)
{
    [Fact]
    public async Task A_message_is_processed_once_and_deleted()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("hello", Token);
        var host = await StartAsync(nameof(QueueFunctions.Work));

        var worked = await host.Probe.NextAsync<QueueFunctions.Worked>();

        worked.Text.ShouldBe("hello");
        worked.DequeueCount.ShouldBe(1);
        worked.Id.ShouldNotBeEmpty();
        await EmptyAsync(queue);
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_yet_is_waited_for()
    {
        var host = await StartAsync(nameof(QueueFunctions.Work));
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("later", Token);

        (await host.Probe.NextAsync<QueueFunctions.Worked>()).Text.ShouldBe("later");
    }

    [Fact]
    public async Task A_failure_is_tried_again()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("again", Token);
        var host = await StartAsync(nameof(QueueFunctions.Work), failures: 2);

        (await TriesAsync(host, 3)).ShouldBe([1, 2, 3]);
        await EmptyAsync(queue);
        (await QueueAsync("work-poison")).PeekMessages(1, Token).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_rests_for_the_visibility_timeout()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("rest", Token);
        var host = await StartAsync(
            nameof(QueueFunctions.Work), failures: 1, settings: new() { ["visibilityTimeout"] = "00:00:02" });

        await host.Probe.NextAsync<QueueFunctions.Worked>();
        var failed = TimeProvider.System.GetTimestamp();
        await host.Probe.NextAsync<QueueFunctions.Worked>();

        // The emulator's clock counts whole seconds.
        TimeProvider.System.GetElapsedTime(failed).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task What_fails_to_the_end_goes_to_the_poison_queue_unchanged()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("bad", Token);
        var host = await StartAsync(
            nameof(QueueFunctions.Work), failures: int.MaxValue, settings: new() { ["maxDequeueCount"] = "3" });

        (await TriesAsync(host, 3)).ShouldBe([1, 2, 3]);

        (await PoisonAsync()).ShouldBe("bad");
        await EmptyAsync(queue);
        host.Probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_taken_too_often_is_poison_without_a_run()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("crashed before", Token);
        for (var i = 0; i < 2; i++)
        {
            var message = await queue.ReceiveMessageAsync(cancellationToken: Token);
            await queue.UpdateMessageAsync(
                message.Value.MessageId,
                message.Value.PopReceipt,
                visibilityTimeout: TimeSpan.Zero,
                cancellationToken: Token);
        }

        var host = await StartAsync(nameof(QueueFunctions.Work), settings: new() { ["maxDequeueCount"] = "2" });

        (await PoisonAsync()).ShouldBe("crashed before");
        host.Probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_base64_is_poison_without_a_run()
    {
        var queue = await QueueAsync("work", QueueMessageEncoding.None);
        await queue.SendMessageAsync("no base64!", Token);
        var host = await StartAsync(nameof(QueueFunctions.Work));

        (await PoisonAsync(QueueMessageEncoding.None)).ShouldBe("no base64!");
        await EmptyAsync(queue);
        host.Probe.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Encoding_none_takes_the_text_as_it_is()
    {
        var queue = await QueueAsync("work", QueueMessageEncoding.None);
        await queue.SendMessageAsync("no base64!", Token);
        var host = await StartAsync(nameof(QueueFunctions.Work), settings: new() { ["messageEncoding"] = "none" });

        (await host.Probe.NextAsync<QueueFunctions.Worked>()).Text.ShouldBe("no base64!");
    }

    [Fact]
    public async Task The_same_text_twice_is_two_messages()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("same", Token);
        await queue.SendMessageAsync("same", Token);
        var host = await StartAsync(nameof(QueueFunctions.Work));

        var first = await host.Probe.NextAsync<QueueFunctions.Worked>();
        var second = await host.Probe.NextAsync<QueueFunctions.Worked>();

        first.Id.ShouldNotBe(second.Id);
        await EmptyAsync(queue);
    }

    [Fact]
    public async Task A_backlog_is_worked_on_in_parallel_up_to_batch_and_threshold()
    {
        var queue = await QueueAsync("work");
        for (var i = 0; i < 20; i++)
        {
            await queue.SendMessageAsync($"{i}", Token);
        }

        using var gate = new SemaphoreSlim(0);
        var host = await StartAsync(
            nameof(QueueFunctions.Work),
            settings: new() { ["batchSize"] = "4", ["newBatchThreshold"] = "3" },
            then: (_, _) => gate.WaitAsync(Token));

        var worked = await TextsAsync(host, 4);
        await WaitingStaysAsync(queue, 16);
        gate.Release(1);
        worked.AddRange(await TextsAsync(host, 4));
        await WaitingStaysAsync(queue, 12);

        gate.Release(19);
        worked.AddRange(await TextsAsync(host, 12));
        worked.ShouldBeUnique();
        await EmptyAsync(queue);
    }

    [Fact]
    public async Task A_stop_cancels_what_runs_and_brings_the_message_back_at_once()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("interrupted", Token);
        var host = await StartAsync(
            nameof(QueueFunctions.Work),
            then: (_, stopping) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping));
        await host.Probe.NextAsync<QueueFunctions.Worked>();

        await StopAsync(host);

        var message = await queue.ReceiveMessageAsync(cancellationToken: Token);
        message.Value.Body.ToString().ShouldBe("interrupted");
        message.Value.DequeueCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_running_message_is_hidden_for_ten_minutes()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("long", Token);
        var finish = new TaskCompletionSource();
        var host = await StartAsync(nameof(QueueFunctions.Work), then: (_, _) => finish.Task);
        await host.Probe.NextAsync<QueueFunctions.Worked>();

        (await queue.ReceiveMessagesAsync(1, cancellationToken: Token)).Value.ShouldBeEmpty();

        finish.SetResult();
        await EmptyAsync(queue);
    }

    [Fact]
    public async Task The_last_try_is_followed_by_the_poison_queue_without_a_rest()
    {
        var queue = await QueueAsync("work");
        await queue.SendMessageAsync("only try", Token);
        await StartAsync(
            nameof(QueueFunctions.Work),
            failures: 1,
            settings: new() { ["maxDequeueCount"] = "1", ["visibilityTimeout"] = "00:10:00" });

        (await PoisonAsync()).ShouldBe("only try");
    }

    private static async Task<List<string>> TextsAsync(WorkerHost host, int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            texts.Add((await host.Probe.NextAsync<QueueFunctions.Worked>()).Text);
        }

        return texts;
    }

    /// <summary>Looks often enough for a listener that takes too much to have done so.</summary>
    private static async Task WaitingStaysAsync(QueueClient queue, int count)
    {
        for (var i = 0; i < 20; i++)
        {
            (await queue.PeekMessagesAsync(32, Token)).Value.Length.ShouldBe(count);
        }
    }

    private static async Task<List<int>> TriesAsync(WorkerHost host, int count)
    {
        var tries = new List<int>();
        while (tries.Count < count)
        {
            tries.Add((await host.Probe.NextAsync<QueueFunctions.Worked>()).DequeueCount);
        }

        return tries;
    }
}
