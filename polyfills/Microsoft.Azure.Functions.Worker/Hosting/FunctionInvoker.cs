// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Sends an invocation through the middleware to the function.</summary>
internal sealed class FunctionInvoker(FunctionExecutionDelegate pipeline)
{
    /// <summary>Runs a function in the scope that <paramref name="services"/> is.</summary>
    public Task InvokeAsync(
        FunctionDescriptor function,
        TriggerInput input,
        IServiceProvider services,
        CancellationToken cancellationToken) =>
        pipeline(new Invocation(function, input, services, cancellationToken));

    /// <summary>The innermost step: fills the parameters and calls the method.</summary>
    public static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        var parameters = invocation.Function.Parameters;
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(invocation, parameters[i]);
        }

        invocation.Result.Value = await invocation.Function.Caller.CallAsync(context.InstanceServices, arguments);
    }

    private static object? Argument(Invocation invocation, FunctionParameter parameter)
    {
        if (parameter == invocation.Function.TriggerParameter)
        {
            return invocation.Input.Value(parameter.Type);
        }

        if (parameter.Type == typeof(FunctionContext))
        {
            return invocation;
        }

        if (parameter.Type == typeof(CancellationToken))
        {
            return invocation.CancellationToken;
        }

        if (invocation.Input.Special(parameter.Type) is { } special)
        {
            return special;
        }

        if (invocation.BindingContext.BindingData.TryGetValue(parameter.Name, out var value) && value is not null)
        {
            return ScalarConverter.Convert(value, parameter, invocation.Function.Name);
        }

        return parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.IsReferenceOrNullableType ? null
            : throw ScalarConverter.Failure(parameter, invocation.Function.Name, "there is no value of that name");
    }
}

/// <summary>What a trigger brings.</summary>
internal abstract class TriggerInput
{
    /// <summary>The value of the trigger parameter.</summary>
    /// <exception cref="FunctionInputConverterException">It cannot be had as that type.</exception>
    public abstract object? Value(Type type);

    /// <summary>A value that goes by its type rather than by its name, or null.</summary>
    public virtual object? Special(Type type) => null;

    /// <summary>Everything else, by name; asked for at most once.</summary>
    public virtual IReadOnlyDictionary<string, object?> BindingData() =>
        System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;
}
