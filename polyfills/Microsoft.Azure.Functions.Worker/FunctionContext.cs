// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique for this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for every invocation of a function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>Distributed tracing.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger told besides its value.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Retries by a retry policy.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and function hand to each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>What the invocation offers.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Fires when the caller went away or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

/// <summary>What the trigger told besides its value, by name.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name, whatever the case of the name.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>How often an invocation was tried before.</summary>
public abstract class RetryContext
{
    /// <summary>Tries before this one.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Tries allowed; 0 without a retry policy.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>W3C trace context of an invocation.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c>, empty when there is none.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c>, empty when there is none.</summary>
    public abstract string TraceState { get; }
}

/// <summary>Features of an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets a feature, or removes it when <paramref name="instance"/> is null.</summary>
    void Set<T>(T? instance);

    /// <summary>A feature, or null.</summary>
    T? Get<T>();
}

/// <summary>What the function returned; middleware may set it instead of calling the function.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>The value.</summary>
    public abstract T? Value { get; set; }
}

/// <inheritdoc/>
public abstract class InvocationResult : InvocationResult<object>;

/// <summary>Access to the result of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result, to read after and to set before or after the function runs.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<InvocationResult>()
        ?? throw new InvalidOperationException("The invocation has no result.");
}

/// <summary>Loggers for an invocation.</summary>
public static class FunctionContextLoggerExtensions
{
    /// <summary>A logger for <typeparamref name="T"/>.</summary>
    public static ILogger<T> GetLogger<T>(this FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ILogger<T>>();

    /// <summary>A logger for a category.</summary>
    public static ILogger GetLogger(this FunctionContext context, string categoryName) =>
        context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(categoryName);
}
