// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A request as the input of a function.</summary>
internal sealed class HttpInput(HttpFunction function, HttpContext httpContext) : TriggerInput
{
    public HttpFunction Function { get; } = function;

    public HttpContext HttpContext { get; } = httpContext;

    public override object? Value(Type type) => type == typeof(HttpRequest)
        ? HttpContext.Request
        : throw new FunctionInputConverterException(
            $"Function '{Function.Descriptor.Name}' takes the request as '{type}'; only HttpRequest is supported.");

    public override object? Special(Type type) => type == typeof(HttpRequest) ? HttpContext.Request : null;

    /// <summary>The query string, except for <c>code</c> (a key), and over it the route values.</summary>
    public override IReadOnlyDictionary<string, object?> BindingData()
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in HttpContext.Request.Query)
        {
            if (!string.Equals(name, "code", StringComparison.OrdinalIgnoreCase))
            {
                data[name] = value.ToString();
            }
        }

        foreach (var (name, value) in HttpContext.Request.RouteValues)
        {
            data[name] = value;
        }

        return data;
    }
}
