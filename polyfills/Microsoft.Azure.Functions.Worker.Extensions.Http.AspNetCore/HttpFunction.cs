// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1.
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP function, checked. It is the metadata of its endpoint.</summary>
internal sealed class HttpFunction
{
    /// <exception cref="InvalidOperationException">It wants a key, or returns what cannot be written.</exception>
    public HttpFunction(FunctionDescriptor descriptor, string prefix)
    {
        Descriptor = descriptor;
        var trigger = (HttpTriggerAttribute)descriptor.Trigger;
        if (!trigger.StatesLevel || trigger.AuthLevel != AuthorizationLevel.Anonymous)
        {
            throw new InvalidOperationException(
                $"Function '{descriptor.Name}' asks for a key, and there is no key store here. " +
                "Say [HttpTrigger(AuthorizationLevel.Anonymous, ...)] and check the caller in the app.");
        }

        Pattern = "/" + string.Join('/', new[] { prefix, trigger.Route ?? descriptor.Name }
            .Select(part => part.Trim('/'))
            .Where(part => part.Length > 0));
        Methods = [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];
        ResultType = Unwrap(descriptor.Method.ReturnType);
        HttpResult = ResultType.GetProperties()
            .FirstOrDefault(property => property.IsDefined(typeof(HttpResultAttribute)));
        if (typeof(IActionResult).IsAssignableFrom(ResultType))
        {
            throw new InvalidOperationException(
                $"Function '{descriptor.Name}' returns an IActionResult, which is not supported here; return IResult.");
        }
    }

    public FunctionDescriptor Descriptor { get; }

    public string Pattern { get; }

    public IReadOnlyList<string> Methods { get; }

    public Type ResultType { get; }

    public PropertyInfo? HttpResult { get; }

    private static Type Unwrap(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
}
