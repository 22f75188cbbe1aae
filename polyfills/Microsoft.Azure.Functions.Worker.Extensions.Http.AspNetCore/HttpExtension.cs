// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: WorkerExtension(typeof(HttpExtension))]

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Serves HTTP functions by endpoint routing.</summary>
internal sealed partial class HttpExtension : WorkerExtension
{
    private List<HttpFunction> functions = [];

    public override void Configure(
        WebApplicationBuilder app, IConfiguration host, IReadOnlyList<FunctionDescriptor> functions)
    {
        var prefix = host["extensions:http:routePrefix"] ?? "api";
        this.functions = [.. functions.Select(function => new HttpFunction(function, prefix))];
    }

    public override void Map(WebApplication app)
    {
        app.UseRouting();
        // The Functions host knows no 405: a known path with another method is not found.
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>() is not null)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        var invoker = app.Services.GetRequiredService<FunctionInvoker>();
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        foreach (var function in functions)
        {
            var logger = loggers.CreateLogger("Function." + function.Descriptor.Name);
            RequestDelegate handler = context => HandleAsync(invoker, function, logger, context);
            var endpoint = function.Methods.Count == 0
                ? app.Map(function.Pattern, handler)
                : app.MapMethods(function.Pattern, function.Methods, handler);
            endpoint.WithMetadata(function).WithDisplayName(function.Descriptor.Name);
        }

        // Explicit, so that routing stays before the check above.
        ((IApplicationBuilder)app).UseEndpoints(_ => { });
    }

    private static async Task HandleAsync(
        FunctionInvoker invoker, HttpFunction function, ILogger logger, HttpContext context)
    {
        try
        {
            await invoker.InvokeAsync(
                function.Descriptor, new HttpInput(function, context), context.RequestServices, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Cancelled(logger, function.Descriptor.Name);
        }
        // Whatever a function throws is its caller's 500, as with the Functions host.
        catch (Exception exception)
        {
            Failed(logger, exception, function.Descriptor.Name);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(LogLevel.Error, "Executed 'Functions.{Name}' (Failed)")]
    private static partial void Failed(ILogger logger, Exception exception, string name);

    [LoggerMessage(LogLevel.Debug, "Executed 'Functions.{Name}' (Cancelled: the caller went away)")]
    private static partial void Cancelled(ILogger logger, string name);
}
