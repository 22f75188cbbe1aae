// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>
/// Finds the methods with <see cref="FunctionAttribute"/> in the program and in everything it references.
/// </summary>
internal static class FunctionCatalog
{
    private static readonly Assembly Worker = typeof(FunctionCatalog).Assembly;
    private static readonly string WorkerName = Worker.GetName().Name!;

    /// <exception cref="InvalidOperationException">Two functions have the same name, or one cannot run.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IConfiguration configuration)
    {
        var functions = new Dictionary<string, FunctionDescriptor>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in Assemblies().SelectMany(assembly => assembly.GetTypes()).SelectMany(Functions))
        {
            var function = new FunctionDescriptor(method);
            if (IsDisabled(configuration, function.Name))
            {
                continue;
            }

            if (!functions.TryAdd(function.Name, function))
            {
                throw new InvalidOperationException(
                    $"Function name '{function.Name}' is used by {functions[function.Name].EntryPoint} and by " +
                    $"{function.EntryPoint}. Function names must be unique.");
            }
        }

        return [.. functions.Values];
    }

    private static bool IsDisabled(IConfiguration configuration, string name) =>
        IsTrue(configuration[$"AzureWebJobs.{name}.Disabled"])
        || IsTrue(configuration[$"AzureWebJobs:{name}:Disabled"]);

    private static bool IsTrue(string? value) =>
        value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<MethodInfo> Functions(Type type) => type.IsClass
        ? type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        : [];

    /// <summary>Those that use the worker. References are read from the files: loading them is slow.</summary>
    private static IEnumerable<Assembly> Assemblies()
    {
        var entry = Assembly.GetEntryAssembly()
            ?? throw new InvalidOperationException("Functions are only found from a managed program.");
        var waiting = new Queue<string>([entry.GetName().Name!]);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (waiting.TryDequeue(out var name))
        {
            var path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            if (!seen.Add(name) || name.StartsWith(WorkerName, StringComparison.Ordinal) || !File.Exists(path))
            {
                continue;
            }

            var references = References(path);
            references.ForEach(waiting.Enqueue);
            if (references.Contains(WorkerName))
            {
                yield return Assembly.Load(new AssemblyName(name));
            }
        }
    }

    private static List<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
