// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Gives later middleware the HttpContext, and writes the result once they are done.</summary>
internal static partial class HttpMiddleware
{
    public static FunctionExecutionDelegate Use(FunctionExecutionDelegate next) => context =>
        ((Invocation)context).Input is HttpInput input ? InvokeAsync((Invocation)context, input, next) : next(context);

    private static async Task InvokeAsync(Invocation invocation, HttpInput input, FunctionExecutionDelegate next)
    {
        invocation.Items[FunctionContextExtensions.HttpContextKey] = input.HttpContext;
        await next(invocation);
        switch (invocation.Result.Value)
        {
            case null:
                return;
            case IResult result:
                await result.ExecuteAsync(input.HttpContext);
                return;
            case IActionResult:
                throw new NotSupportedException("IActionResult is not supported here; return IResult.");
            case var value when value.GetType() == input.Function.ResultType && input.Function.HttpResult is { } part:
                await (((IResult?)part.GetValue(value))?.ExecuteAsync(input.HttpContext) ?? Task.CompletedTask);
                return;
            case var value:
                NoResponse(invocation.GetLogger("Function." + invocation.Function.Name), value.GetType());
                return;
        }
    }

    [LoggerMessage(LogLevel.Warning, "No HTTP response returned: a value of type {Type} is not an IResult.")]
    private static partial void NoResponse(ILogger logger, Type type);
}
