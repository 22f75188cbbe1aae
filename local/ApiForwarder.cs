using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;
using Zegel.Functions.Http;

namespace Zegel.Local;

/// <summary>
/// Hands <c>/api</c> on to the functions as the platform does: streaming, for 45 seconds at most, with the caller's address
/// added at the right of <c>X-Forwarded-For</c>. What a caller wrote there himself stays at the left.
/// </summary>
internal sealed class ApiForwarder(IHttpForwarder forwarder, Func<Uri?> functions, TimeProvider time) : HttpTransformer, IDisposable
{
    /// <summary>As long as Azure Static Web Apps waits for a whole answer, whatever comes meanwhile.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Forwards one request; 502 when the functions are down, 504 when their answer takes too long.</summary>
    public async Task ForwardAsync(HttpContext http)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        var error = functions() is { } address
            ? await forwarder.SendAsync(
                http, address.GetLeftPart(UriPartial.Authority), client, ForwarderRequestConfig.Empty, this, end.Token)
            : ForwarderError.NoAvailableDestinations;
        if (patience.IsCancellationRequested && error is not ForwarderError.None)
        {
            await EndAsync(http);
            return;
        }

        if (error is not ForwarderError.None && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await Results.Json(
                new { type = "about:blank", title = "The functions do not answer.", status = StatusCodes.Status502BadGateway },
                contentType: MediaTypeNames.Application.ProblemJson,
                statusCode: StatusCodes.Status502BadGateway).ExecuteAsync(http);
        }
    }

    /// <summary>Says what to do; an answer that has begun breaks off, so that nobody takes a part for the whole.</summary>
    private static async Task EndAsync(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
        }
        else if (!http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Clear();
            await new TookTooLong().WriteToAsync(http);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var request = httpContext.Request;
        string[] hops = [.. request.Headers["X-Forwarded-For"].OfType<string>(), $"{httpContext.Connection.RemoteIpAddress}"];
        Set(proxyRequest, "X-Forwarded-For", string.Join(", ", hops));
        Set(proxyRequest, "X-Forwarded-Host", request.Host.Value ?? "");
        Set(proxyRequest, "X-Forwarded-Proto", request.Scheme);
        proxyRequest.Headers.Host = null;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var goesOn = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        httpContext.Response.Headers.Remove("Server");
        return goesOn;
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
