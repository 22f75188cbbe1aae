// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>A function, its trigger and how to call it.</summary>
internal sealed class FunctionDescriptor : FunctionDefinition
{
    private readonly Lazy<MethodCaller> caller;

    public FunctionDescriptor(MethodInfo method)
    {
        Method = method;
        Name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        PathToAssembly = method.DeclaringType.Assembly.Location;
        var parameters = method.GetParameters();
        Parameters = [.. parameters.Select(parameter => new FunctionParameter(parameter))];
        var triggers = parameters
            .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()
                .Select(trigger => (Trigger: trigger, Parameter: parameter)))
            .ToList();
        if (triggers.Count != 1)
        {
            throw new InvalidOperationException($"Function '{Name}' ({EntryPoint}) must have exactly one trigger.");
        }

        (Trigger, TriggerParameter) = (triggers[0].Trigger, Parameters[triggers[0].Parameter.Position]);
        var type = Trigger.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal);
        TriggerType = char.ToLowerInvariant(type[0]) + type[1..];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(TriggerParameter.Name, new Binding(TriggerParameter.Name, TriggerType, BindingDirection.In));
        OutputBindings = TriggerType == "httpTrigger"
            ? ImmutableDictionary<string, BindingMetadata>.Empty
                .Add("$return", new Binding("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
        caller = new(() => new MethodCaller(method));
    }

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    public string TriggerType { get; }

    public FunctionParameter TriggerParameter { get; }

    /// <summary>Made on first use: most functions of a large app are not called in the first second.</summary>
    public MethodCaller Caller => caller.Value;

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id => Name;

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction { get; } = direction;
    }
}
