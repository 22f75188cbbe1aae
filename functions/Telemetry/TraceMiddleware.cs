using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zegel.Functions.Telemetry;

/// <summary>A span and a duration for every run of a function: its name and how it ended, no more.</summary>
public sealed class TraceMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>The name of our spans' source and of our meter.</summary>
    public const string Source = "Zegel";

    private static readonly ActivitySource Activities = new(Source);
    private static readonly Meter Meter = new(Source);
    private static readonly Histogram<double> Durations =
        Meter.CreateHistogram<double>("zegel.function.duration", "s", "How long functions run, by name and outcome.");

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        // The host tells the trace beside the run: in the worker this is not the thread of the request.
        var (trace, state) = (context.TraceContext.TraceParent, context.TraceContext.TraceState);
        _ = ActivityContext.TryParse(trace, state, isRemote: true, out var parent);
        using var activity = Activities.StartActivity(name, ActivityKind.Server, parent);
        var clock = Stopwatch.StartNew();
        var outcome = "failed";
        try
        {
            await next(context);
            var status = context.GetHttpContext()?.Response.StatusCode;
            outcome = status is >= 500 ? "failed" : status is >= 400 ? "refused" : "done";
            activity?.SetTag("http.response.status_code", status);
        }
        catch (Exception exception) when (context.GetHttpContext() is null)
        {
            // The worker hands on to the host what a timer or a queue threw, with its words.
            throw new RedactedException(exception);
        }
        finally
        {
            activity?.SetTag("zegel.outcome", outcome);
            activity?.SetStatus(outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            Durations.Record(clock.Elapsed.TotalSeconds, new("zegel.function", name), new("zegel.outcome", outcome));
        }
    }
}
