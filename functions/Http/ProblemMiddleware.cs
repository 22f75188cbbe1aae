using System.Diagnostics;
using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zegel.Functions.Http;

/// <summary>Stands before all that may fail: security headers on every answer, an answer for every exception.</summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> log) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        SetSecurityHeaders(http.Response);
        try
        {
            await next(context);
            await SendAsync(context, http);
        }
        catch (OperationCanceledException)
            when (http.RequestAborted.IsCancellationRequested || context.CancellationToken.IsCancellationRequested)
        {
            // Nobody is there to read an answer. The host tells it in one way or the other, whichever comes first.
        }
        catch (Exception exception)
        {
            var what = exception is AggregateException { InnerExceptions: [var only] } ? only : exception;
            await AnswerAsync(http, ProblemOf(what, context));
        }
    }

    private Problem ProblemOf(Exception exception, FunctionContext context)
    {
        switch (exception)
        {
            case BodyRefusedException refused:
                return refused.Problem;
            case ConflictException:
                return new ChangedMeanwhile();
            // What a retry may mend; an AggregateException has the failures of the retries that were made,
            // InvalidDataException is storage's answer with a checksum that does not fit.
            case RequestFailedException { Status: 0 or >= 500 or 408 or 429 }
                or AggregateException or HttpRequestException or AuthenticationFailedException or InvalidDataException:
                LogUnavailable(exception, context.FunctionDefinition.Name);
                Activity.Current?.SetStatus(ActivityStatusCode.Error);
                return new Unavailable();
            default:
                LogUnexpected(exception, context.FunctionDefinition.Name);
                Activity.Current?.SetStatus(ActivityStatusCode.Error);
                return new Unexpected(Activity.Current?.TraceId.ToString() ?? context.InvocationId);
        }
    }

    /// <summary>
    /// Sends the result here and takes it out of the invocation: the worker would write what is left there into its
    /// message to the host as well, and an answer can hold a seal key.
    /// </summary>
    private static async Task SendAsync(FunctionContext context, HttpContext http)
    {
        var invocation = context.GetInvocationResult();
        if (invocation.Value is IResult result)
        {
            invocation.Value = null;
            await result.ExecuteAsync(http);
        }
    }

    /// <summary>The headers of an API answer: never cached, framed, sniffed or rendered as a page.</summary>
    private static void SetSecurityHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Origin, Cookie";
        headers.ContentSecurityPolicy =
            "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains; preload";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
    }

    private static async Task AnswerAsync(HttpContext http, Problem problem)
    {
        if (!http.Response.HasStarted)
        {
            await problem.WriteToAsync(http);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A dependency of {Function} does not answer")]
    private partial void LogUnavailable(Exception exception, string function);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed")]
    private partial void LogUnexpected(Exception exception, string function);
}
