// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
namespace Microsoft.Azure.Functions.Worker
{
    /// <summary>Marks a public method as a function; the name is unique in the app.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class FunctionAttribute(string name) : Attribute
    {
        /// <summary>The function's name.</summary>
        public string Name { get; } = name;
    }
}

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions
{
    /// <summary>What ties a parameter, property or method to something outside the function.</summary>
    public abstract class BindingAttribute : Attribute;

    /// <summary>What makes the function run.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public abstract class TriggerBindingAttribute : BindingAttribute;

    /// <summary>Where a result goes.</summary>
    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
    public abstract class OutputBindingAttribute : BindingAttribute;
}
