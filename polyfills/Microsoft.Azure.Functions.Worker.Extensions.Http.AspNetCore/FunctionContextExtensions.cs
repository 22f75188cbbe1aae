// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>
    /// The request and response; null for other triggers, and in middleware that was added before
    /// <c>ConfigureFunctionsWebApplication()</c>.
    /// </summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
