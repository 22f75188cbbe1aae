using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Zegel.Local.Host;
using Zegel.Local.Host.Protocol;

namespace Zegel.Functions.Tests.Local.Hosting;

/// <summary>A worker that speaks the protocol and does what a test says; its functions are what a test needs.</summary>
internal sealed class ScriptedWorker : IWorker
{
    private readonly Channel<StreamingMessage> answers = Channel.CreateUnbounded<StreamingMessage>();
    private readonly CancellationTokenSource end = new();
    private readonly Func<InvocationRequest, Task<bool>> run;
    private readonly RpcFunctionMetadata[] functions;
    private readonly GrpcChannel channel;
    private Task working = Task.CompletedTask;

    private ScriptedWorker(Uri hostAddress, RpcFunctionMetadata[] functions, Func<InvocationRequest, Task<bool>> run)
    {
        this.functions = functions;
        this.run = run;
        channel = GrpcChannel.ForAddress(hostAddress);
    }

    /// <inheritdoc/>
    public Uri HttpAddress { get; } = new("http://127.0.0.1:9");

    /// <inheritdoc/>
    public Task Exited => working;

    /// <summary>What it was asked to load, by name.</summary>
    public ConcurrentBag<string> Loaded { get; } = [];

    /// <summary>Connects.</summary>
    /// <param name="hostAddress">Where the host is.</param>
    /// <param name="workerId">How it reports itself.</param>
    /// <param name="run">Whether a run succeeds.</param>
    /// <param name="bindings">A trigger a function, as in a <c>function.json</c>; <c>name</c> names the function too.</param>
    public static ScriptedWorker Start(Uri hostAddress, string workerId, Func<InvocationRequest, Task<bool>> run, params string[] bindings)
    {
        var worker = new ScriptedWorker(hostAddress, [.. bindings.Select(MetadataOf)], run);
        worker.working = worker.WorkAsync(workerId);
        return worker;
    }

    /// <summary>Goes without a word, as a process that crashes.</summary>
    public async Task DieAsync()
    {
        await end.CancelAsync();
        await working;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DieAsync();
        channel.Dispose();
    }

    private static RpcFunctionMetadata MetadataOf(string binding, int index)
    {
        var name = System.Text.Json.Nodes.JsonNode.Parse(binding)!["name"]!.GetValue<string>();
        return new RpcFunctionMetadata { Name = name, FunctionId = $"{index}", RawBindings = { binding } };
    }

    private async Task WorkAsync(string workerId)
    {
        using var stream = new FunctionRpc.FunctionRpcClient(channel).EventStream(cancellationToken: end.Token);
        try
        {
            await stream.RequestStream.WriteAsync(new StreamingMessage { StartStream = new StartStream { WorkerId = workerId } }, end.Token);
            var writing = WriteAsync(stream.RequestStream);
            await foreach (var message in stream.ResponseStream.ReadAllAsync(end.Token))
            {
                Take(message);
            }

            answers.Writer.Complete();
            await writing;
        }
        catch (Exception gone) when (gone is Grpc.Core.RpcException or OperationCanceledException or InvalidOperationException)
        {
            // Dead, or the host is gone.
        }
    }

    private async Task WriteAsync(IClientStreamWriter<StreamingMessage> stream)
    {
        await foreach (var answer in answers.Reader.ReadAllAsync(end.Token))
        {
            await stream.WriteAsync(answer, end.Token);
        }
    }

    private void Take(StreamingMessage message)
    {
        var done = new StatusResult { Status = StatusResult.Types.Status.Success };
        var answer = new StreamingMessage { RequestId = message.RequestId };
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.WorkerInitRequest:
                answer.WorkerInitResponse = new WorkerInitResponse { Result = done, Capabilities = { ["HttpUri"] = HttpAddress.AbsoluteUri } };
                break;
            case StreamingMessage.ContentOneofCase.FunctionsMetadataRequest:
                answer.FunctionMetadataResponse = new FunctionMetadataResponse { Result = done, FunctionMetadataResults = { functions } };
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadRequest:
                Loaded.Add(message.FunctionLoadRequest.Metadata.Name);
                answer.FunctionLoadResponse = new FunctionLoadResponse { FunctionId = message.FunctionLoadRequest.FunctionId, Result = done };
                break;
            case StreamingMessage.ContentOneofCase.InvocationRequest:
                _ = RunAsync(message.InvocationRequest);
                return;
            default:
                return;
        }

        answers.Writer.TryWrite(answer);
    }

    private async Task RunAsync(InvocationRequest invocation)
    {
        var status = await run(invocation) ? StatusResult.Types.Status.Success : StatusResult.Types.Status.Failure;
        answers.Writer.TryWrite(new StreamingMessage
        {
            InvocationResponse = new InvocationResponse
            {
                InvocationId = invocation.InvocationId,
                Result = new StatusResult { Status = status, Exception = new Zegel.Local.Host.Protocol.RpcException { Message = "As the test said." } },
            },
        });
    }
}
