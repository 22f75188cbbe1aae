// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Names the class by which an assembly runs its triggers.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class WorkerExtensionAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>Runs the functions that one package triggers.</summary>
internal abstract class WorkerExtension
{
    /// <summary>Checks its functions and adds what runs them; called once, while the app is built.</summary>
    public abstract void Configure(
        WebApplicationBuilder app, IConfiguration host, IReadOnlyList<FunctionDescriptor> functions);

    /// <summary>Adds to the HTTP pipeline of the built app.</summary>
    public virtual void Map(WebApplication app)
    {
    }
}
