// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>Takes messages from one queue and has them processed in parallel.</summary>
internal sealed partial class QueueListener(
    QueueClient queue, QueueSettings settings, MessageProcessor processor, ILogger logger) : BackgroundService
{
    private readonly HashSet<Task> atWork = [];
    private readonly PollingInterval polling = new(settings.MaxPollingInterval);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                atWork.RemoveWhere(task => task.IsCompleted);
                if (atWork.Count > settings.NewBatchThreshold)
                {
                    await Task.WhenAny(atWork);
                    continue;
                }

                var messages = await ReceiveAsync();
                foreach (var message in messages)
                {
                    atWork.Add(Task.Run(() => processor.ProcessAsync(message, stoppingToken), CancellationToken.None));
                }

                if (messages.Length == 0)
                {
                    await Task.Delay(polling.Next(), TimeProvider.System, stoppingToken);
                }
                else
                {
                    polling.Reset();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is at work is waited for below.
        }

        await Task.WhenAll(atWork);
    }

    /// <summary>
    /// Not cancellable: messages that storage handed out while nobody listened would stay hidden for ten minutes.
    /// </summary>
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            var received = await queue.ReceiveMessagesAsync(
                settings.BatchSize, MessageProcessor.Invisibility, CancellationToken.None);
            return received.Value;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            PollingFailed(logger, exception, queue.Name);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "An error occurred while getting messages of queue '{Queue}'")]
    private static partial void PollingFailed(ILogger logger, Exception exception, string queue);
}
