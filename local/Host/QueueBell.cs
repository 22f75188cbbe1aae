using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Microsoft.Azure.WebJobs.Host.Queues;

namespace Zegel.Local.Host;

/// <summary>
/// Wakes the listener of a queue when somebody in this process put a message into it, so that nobody has to ask storage
/// every moment: the emulator, which has one thread, would do little else. A policy for those who send, and the factory by
/// which the SDK makes what it processes queues with.
/// </summary>
internal sealed class QueueBell : HttpPipelinePolicy, IQueueProcessorFactory
{
    private const string Messages = "/messages";

    private readonly ConcurrentDictionary<string, Processor> processors = new(StringComparer.Ordinal);

    /// <summary>For those who put messages, in base64, into queues.</summary>
    public QueueClientOptions Options()
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        options.AddPolicy(this, HttpPipelinePosition.PerCall);
        return options;
    }

    /// <inheritdoc/>
    public QueueProcessor Create(QueueProcessorOptions queueProcessorOptions) =>
        processors[queueProcessorOptions.Queue.Name] = new Processor(queueProcessorOptions);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            await RingAsync(message.Request);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Nobody sends and waits.");

    /// <summary>Also when the answer was lost: the message may be there.</summary>
    private Task RingAsync(Request request)
    {
        var path = request.Uri.Path;
        return request.Method == RequestMethod.Post && path.EndsWith(Messages, StringComparison.Ordinal)
            && processors.TryGetValue(path[..^Messages.Length].Split('/')[^1], out var processor)
            ? processor.WakeAsync()
            : Task.CompletedTask;
    }

    private sealed class Processor : QueueProcessor
    {
        private readonly PoisonMessageEventArgs woken;

        // The SDK wakes a listener for what it puts into a queue itself, messages it gave up, and in no other way.
        public Processor(QueueProcessorOptions options)
            : base(options) => woken = new PoisonMessageEventArgs(null, options.Queue);

        public Task WakeAsync() => OnMessageAddedToPoisonQueueAsync(woken);
    }
}
