using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Zegel.Local.Host.Protocol;
using RpcException = Zegel.Local.Host.Protocol.RpcException;

namespace Zegel.Local.Host;

/// <summary>
/// The stream between the host and one worker: the host asks for the functions, loads them and runs them; the worker
/// answers and logs. It ends when either side goes.
/// </summary>
internal sealed class WorkerLink(HostSettings settings, ILogger log)
{
    // Versions of the host from 4.1000 on take HTTP by the worker's own address.
    private const string HostVersion = "4.1045.200";

    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StatusResult>> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> asked = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource timedOut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The name under which the worker reports itself.</summary>
    public string WorkerId { get; } = Guid.NewGuid().ToString();

    /// <summary>Where the worker takes HTTP; there once <see cref="StartAsync"/> ended.</summary>
    public Uri? HttpAddress { get; set; }

    /// <summary>Ends when the worker's stream does.</summary>
    public Task Gone => gone.Task;

    /// <summary>Ends when a function ran into <c>functionTimeout</c>: the platform then ends the worker.</summary>
    public Task TimedOut => timedOut.Task;

    /// <summary>Greets the worker and loads its functions.</summary>
    /// <returns>The functions that are not switched off.</returns>
    /// <exception cref="InvalidOperationException">The worker went, or refuses.</exception>
    public async Task<IReadOnlyList<WorkerFunction>> StartAsync(CancellationToken cancellationToken)
    {
        await OrGoneAsync(started.Task, cancellationToken);
        var greeting = await AskAsync(
            new StreamingMessage
            {
                WorkerInitRequest = new WorkerInitRequest
                {
                    HostVersion = HostVersion,
                    WorkerDirectory = settings.AppDirectory,
                    FunctionAppDirectory = settings.AppDirectory,
                },
            },
            cancellationToken);
        Require(greeting.WorkerInitResponse.Result, "start");
        HttpAddress = new Uri(greeting.WorkerInitResponse.Capabilities["HttpUri"]);

        var listed = (await AskAsync(
            new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = settings.AppDirectory } },
            cancellationToken)).FunctionMetadataResponse;
        Require(listed.Result, "list its functions");
        WorkerFunction[] functions =
        [
            .. listed.FunctionMetadataResults.Select(metadata => new WorkerFunction(metadata))
                .Where(function => !settings.IsDisabled(function.Name)),
        ];
        var loaded = await Task.WhenAll(functions.Select(function => AskAsync(
            new StreamingMessage
            {
                FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.Metadata.FunctionId, Metadata = function.Metadata },
            },
            cancellationToken)));
        foreach (var (function, answer) in functions.Zip(loaded))
        {
            Require(answer.FunctionLoadResponse.Result, $"load {function.Name}");
        }

        return functions;
    }

    /// <summary>Runs a function to its end, or to <c>functionTimeout</c>.</summary>
    /// <param name="invocation">Its invocation id is made by the caller, since a request carries it too.</param>
    /// <param name="cancellationToken">Asks the function to stop; it is waited for all the same.</param>
    /// <exception cref="FunctionFailedException">It threw; the message is the worker's.</exception>
    /// <exception cref="FunctionTimeoutException">It took too long.</exception>
    /// <exception cref="InvalidOperationException">The worker went.</exception>
    public async Task InvokeAsync(InvocationRequest invocation, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<StatusResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        running[invocation.InvocationId] = end;
        try
        {
            invocation.TraceContext ??= new RpcTraceContext { TraceParent = Activity.Current?.Id ?? "" };
            outgoing.Writer.TryWrite(new StreamingMessage { InvocationRequest = invocation });
            using var cancelling = cancellationToken.Register(() => Cancel(invocation.InvocationId));
            var result = await OrGoneAsync(end.Task.WaitAsync(settings.FunctionTimeout, TimeProvider.System, CancellationToken.None), CancellationToken.None);
            if (result.Status is not StatusResult.Types.Status.Success)
            {
                throw new FunctionFailedException(result.Exception);
            }
        }
        catch (TimeoutException)
        {
            Cancel(invocation.InvocationId);
            timedOut.TrySetResult();
            throw new FunctionTimeoutException(settings.FunctionTimeout);
        }
        finally
        {
            running.TryRemove(invocation.InvocationId, out _);
        }
    }

    /// <summary>Ends the stream: a worker that has gone leaves it open, and a server waits for it when it stops.</summary>
    public void Close() => closed.TrySetResult();

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => outgoing.Writer.TryWrite(new StreamingMessage { WorkerTerminate = new WorkerTerminate() });

    /// <summary>Reads and writes the worker's stream until it ends; what the service does with it.</summary>
    public async Task PassAsync(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (reading, writing) = (ReadAsync(requestStream, end.Token), WriteAsync(responseStream, end.Token));
        await Task.WhenAny(reading, closed.Task);
        gone.TrySetResult();
        await end.CancelAsync();
        await Task.WhenAll(reading, writing);
    }

    private async Task ReadAsync(IAsyncStreamReader<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in stream.ReadAllAsync(cancellationToken))
            {
                Take(message);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The worker is gone, or the host stops.
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await stream.WriteAsync(message, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The stream is closed; who waits for an answer learns it from Gone.
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                if (message.StartStream.WorkerId == WorkerId)
                {
                    started.TrySetResult();
                }

                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (running.TryGetValue(message.InvocationResponse.InvocationId, out var end))
                {
                    end.TrySetResult(message.InvocationResponse.Result);
                }

                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Log(message.RpcLog);
                break;
            default:
                if (asked.TryRemove(message.RequestId, out var answer))
                {
                    answer.TrySetResult(message);
                }

                break;
        }
    }

    private async Task<StreamingMessage> AskAsync(StreamingMessage message, CancellationToken cancellationToken)
    {
        message.RequestId = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[message.RequestId] = answer;
        outgoing.Writer.TryWrite(message);
        return await OrGoneAsync(answer.Task, cancellationToken);
    }

    private async Task OrGoneAsync(Task task, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(task, Gone).WaitAsync(cancellationToken) != task)
        {
            throw new InvalidOperationException("The worker went.");
        }

        await task;
    }

    private async Task<T> OrGoneAsync<T>(Task<T> task, CancellationToken cancellationToken)
    {
        await OrGoneAsync((Task)task, cancellationToken);
        return await task;
    }

    private void Cancel(string invocationId) =>
        outgoing.Writer.TryWrite(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = invocationId } });

    private void Log(RpcLog line)
    {
        var level = (LogLevel)line.Level; // The two enumerations have the same order.
        if (line.Category.StartsWith("Zegel", StringComparison.Ordinal) ? level >= LogLevel.Information : level >= LogLevel.Warning)
        {
            log.Log(level, "{Category}: {Message}{Exception}", line.Category, line.Message, line.Exception is { } exception ? "\n" + exception.StackTrace : "");
        }
    }

    private static void Require(StatusResult result, string act)
    {
        if (result.Status is not StatusResult.Types.Status.Success)
        {
            throw new InvalidOperationException($"The worker does not {act}: {result.Exception?.Message}\n{result.Exception?.StackTrace}");
        }
    }
}

/// <summary>What a worker connects to.</summary>
internal sealed class WorkerDoor(Func<WorkerLink> expected) : FunctionRpc.FunctionRpcBase
{
    /// <inheritdoc/>
    public override Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context) =>
        expected().PassAsync(requestStream, responseStream, context.CancellationToken);
}

/// <summary>A function of the worker threw.</summary>
internal sealed class FunctionFailedException(RpcException? exception)
    : Exception($"{exception?.Type}: {exception?.Message}\n{exception?.StackTrace}");

/// <summary>A function ran into <c>functionTimeout</c>; the platform ends its worker.</summary>
internal sealed class FunctionTimeoutException(TimeSpan limit) : Exception($"The function ran for longer than {limit}.");
