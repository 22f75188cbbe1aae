using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Zegel.Local;

/// <summary>
/// Hands <c>/api</c> on to the functions as the platform does: streaming, with the caller's address added at the right
/// of <c>X-Forwarded-For</c>. What a caller wrote there himself stays at the left.
/// </summary>
internal sealed class ApiForwarder(IHttpForwarder forwarder, Func<Uri?> functions) : HttpTransformer, IDisposable
{
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

    /// <summary>Forwards one request; 502 when the functions are down.</summary>
    public async Task ForwardAsync(HttpContext http)
    {
        var error = functions() is { } address
            ? await forwarder.SendAsync(
                http, address.GetLeftPart(UriPartial.Authority), client, ForwarderRequestConfig.Empty, this, http.RequestAborted)
            : ForwarderError.NoAvailableDestinations;
        if (error is not ForwarderError.None && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await Results.Json(
                new { type = "about:blank", title = "The functions do not answer.", status = StatusCodes.Status502BadGateway },
                contentType: MediaTypeNames.Application.ProblemJson,
                statusCode: StatusCodes.Status502BadGateway).ExecuteAsync(http);
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
