using System.Globalization;
using System.Reflection;
using Azure.Storage.Queues;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;
using Zegel.Local.Host;

namespace Zegel.Functions.Tests.Local.Hosting;

/// <summary>Who puts a message into a queue wakes its listener, which then need not ask every moment.</summary>
public sealed class WakingAListener : IAsyncLifetime
{
    private readonly QueueBell bell = new();
    private readonly List<string> woken = [];
    private Azurite azurite = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => azurite = await SharedWorld.AnotherAccountAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => azurite.DisposeAsync();

    [Fact]
    public async Task A_message_wakes_that_of_its_own_queue_and_looking_wakes_none()
    {
        var (things, others) = (await ListenedAsync("things"), await ListenedAsync("others"));

        await things.SendMessageAsync("one", Cancel);
        await others.ReceiveMessageAsync(cancellationToken: Cancel);
        woken.ShouldBe(["things"]);
        await others.SendMessageAsync("two", Cancel);
        woken.ShouldBe(["things", "others"]);
    }

    /// <summary>The message may be there all the same.</summary>
    [Fact]
    public async Task It_wakes_also_when_the_answer_is_lost()
    {
        var things = await ListenedAsync("things");
        await things.DeleteAsync(Cancel);

        await Should.ThrowAsync<Azure.RequestFailedException>(() => things.SendMessageAsync("one", Cancel));

        woken.ShouldBe(["things"]);
    }

    private async Task<QueueClient> ListenedAsync(string name)
    {
        var queue = new QueueClient(azurite.ConnectionString, name, bell.Options());
        await queue.CreateAsync(cancellationToken: Cancel);
        // As the SDK's listener does, which alone can make such options.
        var options = (QueueProcessorOptions)Activator.CreateInstance(
            typeof(QueueProcessorOptions), BindingFlags.Instance | BindingFlags.NonPublic, null,
            [queue, NullLoggerFactory.Instance, new QueuesOptions(), null], CultureInfo.InvariantCulture)!;
        bell.Create(options).MessageAddedToPoisonQueueAsync += (_, added) =>
        {
            woken.Add(added.PoisonQueue.Name);
            return Task.CompletedTask;
        };
        return queue;
    }
}
