using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Forwarder;
using Zegel.Local.Host.Protocol;

namespace Zegel.Local.Host;

/// <summary>
/// Takes requests as the platform's front does: finds the function, tells the worker that it runs, and hands the request
/// itself to the worker's own address. The worker pairs the two by the invocation id.
/// </summary>
internal sealed class HttpFront(HostSettings settings, IHttpForwarder forwarder, Func<WorkerLink?> worker) : HttpTransformer, IDisposable
{
    /// <summary>What the platform lets through; a worker has a limit of its own.</summary>
    public const long LargestBody = 104_857_600;

    private const string InvocationId = "x-ms-invocation-id";

    // As the platform's: an answer that says nothing for so long is given up.
    private static readonly ForwarderRequestConfig Forwarding = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
    });

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>
    /// A route a function. A known path with another method is 404, as everything unknown: the platform has no 405.
    /// </summary>
    /// <exception cref="InvalidOperationException">A function asks for a key; this host has none.</exception>
    public void Map(IEndpointRouteBuilder routes, IEnumerable<WorkerFunction> functions)
    {
        foreach (var function in functions.Where(function => function.IsHttp))
        {
            if (function.AuthLevel is not "Anonymous")
            {
                throw new InvalidOperationException($"{function.Name} asks for a key ({function.AuthLevel}).");
            }

            var route = $"{settings.RoutePrefix}/{function.Text("route") ?? function.Name}";
            var endpoint = routes.Map(route, http => RunAsync(http, function)).WithMetadata(function);
            if (function.Methods is { Length: > 0 } methods)
            {
                endpoint.WithMetadata(new HttpMethodMetadata(methods));
            }
        }
    }

    /// <summary>Answers 404 where routing found no function, also when it found the path with another method.</summary>
    public static Task RefuseUnknownAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<WorkerFunction>() is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(http);
    }

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        proxyRequest.Headers.Remove(InvocationId);
        proxyRequest.Headers.Add(InvocationId, (string)httpContext.Items[InvocationId]!);
    }

    private async Task RunAsync(HttpContext http, WorkerFunction function)
    {
        if (worker() is not { HttpAddress: { } address } link)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            InputData = { new ParameterBinding { Name = function.Parameter, Data = new TypedData { Http = new RpcHttp() } } },
            TraceContext = new RpcTraceContext
            {
                TraceParent = http.Request.Headers.TraceParent.ToString(),
                TraceState = http.Request.Headers.TraceState.ToString(),
            },
        };
        foreach (var (name, value) in http.Request.RouteValues)
        {
            // Without them a parameter that is named in the route stays null.
            invocation.TriggerMetadata[name] = new TypedData { String = $"{value}" };
        }

        http.Items[InvocationId] = invocation.InvocationId;
        var running = link.InvokeAsync(invocation, http.RequestAborted);
        var forwarded = await forwarder.SendAsync(
            http, address.GetLeftPart(UriPartial.Authority), client, Forwarding, this, http.RequestAborted);
        try
        {
            await running;
        }
        catch (Exception exception) when (exception is FunctionFailedException or FunctionTimeoutException or InvalidOperationException)
        {
            Fail(http);
            return;
        }

        if (forwarded is not ForwarderError.None)
        {
            Fail(http);
        }
    }

    /// <summary>An empty 500; a broken connection when the answer has begun.</summary>
    private static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
