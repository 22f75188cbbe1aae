// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Collections.Immutable;
using System.Reflection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function as it was found.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The parameters of the method, in order.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>The file that holds the method.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The method, as <c>Namespace.Class.Method</c>; nested classes are joined by <c>+</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The same for every invocation.</summary>
    public abstract string Id { get; }

    /// <summary>Unique in the app.</summary>
    public abstract string Name { get; }

    /// <summary>The trigger, by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>Where results go, by name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}

/// <summary>A binding of a function.</summary>
public abstract class BindingMetadata
{
    /// <summary>The name of the parameter, or <c>$return</c>.</summary>
    public abstract string Name { get; }

    /// <summary>For instance <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Into the function or out of it.</summary>
    public abstract BindingDirection Direction { get; }
}

/// <summary>The direction of a binding.</summary>
public enum BindingDirection
{
    /// <summary>Into the function.</summary>
    In,

    /// <summary>Out of the function.</summary>
    Out,
}

/// <summary>A parameter of a function's method.</summary>
public class FunctionParameter
{
    /// <summary>A parameter without a default.</summary>
    public FunctionParameter(string name, Type type)
    {
        Name = name;
        Type = type;
        IsReferenceOrNullableType = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
    }

    internal FunctionParameter(ParameterInfo parameter)
        : this(parameter.Name!, parameter.ParameterType)
    {
        HasDefaultValue = parameter.HasDefaultValue;
        DefaultValue = parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public Type Type { get; }

    /// <summary>Whether the method gives a default.</summary>
    public bool HasDefaultValue { get; }

    /// <summary>Whether null fits.</summary>
    public bool IsReferenceOrNullableType { get; }

    /// <summary>The default, or null.</summary>
    public object? DefaultValue { get; }
}
