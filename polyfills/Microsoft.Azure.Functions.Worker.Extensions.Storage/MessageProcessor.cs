// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>Runs a function for one message, then deletes the message, brings it back or declares it poison.</summary>
internal sealed partial class MessageProcessor(
    FunctionDescriptor function,
    QueueClient queue,
    QueueClient? poison,
    QueueSettings settings,
    IServiceProvider services,
    ILogger logger)
{
    private readonly FunctionInvoker invoker = services.GetRequiredService<FunctionInvoker>();
    private readonly bool isBase64 =
        string.Equals(settings.MessageEncoding, "base64", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long a received message is hidden; renewed at half time while the function runs.</summary>
    public static TimeSpan Invisibility { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Never throws; what it does to the message goes on when <paramref name="stopping"/> fires.</summary>
    public async Task ProcessAsync(QueueMessage message, CancellationToken stopping)
    {
        var receipt = new Receipt(queue, message);
        try
        {
            if (stopping.IsCancellationRequested)
            {
                await receipt.HideAsync(TimeSpan.Zero, CancellationToken.None);
            }
            else if (message.DequeueCount > settings.MaxDequeueCount)
            {
                await ToPoisonAsync(message, receipt);
            }
            else if (Decode(message) is not { } decoded)
            {
                Undecodable(logger, queue.Name, message.MessageId);
                await ToPoisonAsync(message, receipt);
            }
            else if (await RunAsync(decoded, receipt, stopping))
            {
                await receipt.DeleteAsync();
            }
            else if (message.DequeueCount >= settings.MaxDequeueCount)
            {
                await ToPoisonAsync(message, receipt);
            }
            else
            {
                await receipt.HideAsync(settings.VisibilityTimeout, CancellationToken.None);
            }
        }
        // Gone or taken by another: it will be, or has been, processed there.
        catch (RequestFailedException exception) when (exception.Status is 404 or 400)
        {
            NoLongerOurs(logger, exception, queue.Name, message.MessageId);
        }
        // Storage is out of reach: the message comes back by itself.
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            NotSettled(logger, exception, queue.Name, message.MessageId);
        }
    }

    private async Task<bool> RunAsync(QueueMessage message, Receipt receipt, CancellationToken stopping)
    {
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(receipt, done.Token);
        try
        {
            await using var scope = services.CreateAsyncScope();
            await invoker.InvokeAsync(function, new QueueInput(message), scope.ServiceProvider, stopping);
            Succeeded(logger, function.Name);
            return true;
        }
        // Whatever a function throws, the message is tried again.
        catch (Exception exception)
        {
            Failed(logger, exception, function.Name, message.MessageId, message.DequeueCount);
            return false;
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Invisibility / 2, TimeProvider.System, cancellationToken);
                await receipt.HideAsync(Invisibility, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The function is done.
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            NotRenewed(logger, exception, queue.Name);
        }
    }

    private QueueMessage? Decode(QueueMessage message)
    {
        if (!isBase64)
        {
            return message;
        }

        var text = message.MessageText;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? QueuesModelFactory.QueueMessage(
                message.MessageId,
                message.PopReceipt,
                BinaryData.FromBytes(bytes.AsMemory(0, length)),
                message.DequeueCount,
                message.NextVisibleOn,
                message.InsertedOn,
                message.ExpiresOn)
            : null;
    }

    /// <summary>A poison queue has no poison queue: there the message stays until it expires.</summary>
    private async Task ToPoisonAsync(QueueMessage message, Receipt receipt)
    {
        if (poison is null)
        {
            return;
        }

        try
        {
            await poison.SendMessageAsync(message.MessageText, CancellationToken.None);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
            await poison.SendMessageAsync(message.MessageText, CancellationToken.None);
        }

        Poisoned(logger, poison.Name, message.MessageId, message.DequeueCount);
        await receipt.DeleteAsync();
    }

    [LoggerMessage(LogLevel.Debug, "Executed 'Functions.{Name}' (Succeeded)")]
    private static partial void Succeeded(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "Executed 'Functions.{Name}' (Failed, message {Id}, try {Try})")]
    private static partial void Failed(ILogger logger, Exception exception, string name, string id, long @try);

    [LoggerMessage(LogLevel.Warning, "Message {Id} was tried {Tries} times and is moved to queue '{Queue}'")]
    private static partial void Poisoned(ILogger logger, string queue, string id, long tries);

    [LoggerMessage(LogLevel.Warning, "Message {Id} of queue '{Queue}' is not Base64")]
    private static partial void Undecodable(ILogger logger, string queue, string id);

    [LoggerMessage(LogLevel.Warning, "Message {Id} of queue '{Queue}' is gone or taken by another instance")]
    private static partial void NoLongerOurs(ILogger logger, Exception exception, string queue, string id);

    [LoggerMessage(LogLevel.Error, "Message {Id} of queue '{Queue}' was processed but could not be settled")]
    private static partial void NotSettled(ILogger logger, Exception exception, string queue, string id);

    [LoggerMessage(LogLevel.Error, "A message of queue '{Queue}' could not be kept hidden while its function runs")]
    private static partial void NotRenewed(ILogger logger, Exception exception, string queue);

    /// <summary>A received message; every change gives a new pop receipt.</summary>
    private sealed class Receipt(QueueClient queue, QueueMessage message)
    {
        private string popReceipt = message.PopReceipt;

        public async Task HideAsync(TimeSpan time, CancellationToken cancellationToken)
        {
            var updated = await queue.UpdateMessageAsync(
                message.MessageId, popReceipt, visibilityTimeout: time, cancellationToken: cancellationToken);
            popReceipt = updated.Value.PopReceipt;
        }

        public async Task DeleteAsync() =>
            await queue.DeleteMessageAsync(message.MessageId, popReceipt);
    }
}
