using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Zegel.Local;

namespace Zegel.Functions.Tests.Rules;

/// <summary>The product as a reviewer sees it: its files and its functions.</summary>
internal static class Sources
{
    /// <summary>Every type of the functions.</summary>
    public static IReadOnlyList<Type> Types { get; } = typeof(ZegelSetup).Assembly.GetTypes();

    /// <summary>The HTTP functions with what triggers them.</summary>
    public static IReadOnlyList<(Type Function, string Name, HttpTriggerAttribute Trigger)> HttpFunctions { get; } =
    [
        .. from type in Types
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select (type, function.Name, trigger),
    ];

    /// <summary>A file of the repository, by its path from the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([NpmPackages.RepositoryRoot, .. parts]);

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    /// <summary>The C# files under <c>functions/</c>: folder (empty at the top), path from <c>functions/</c>, text.</summary>
    public static IEnumerable<(string Folder, string Path, string Text)> FunctionFiles()
    {
        var root = PathOf("functions");
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            var folder = path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "";
            if (folder is not ("bin" or "obj"))
            {
                yield return (folder, path, File.ReadAllText(file));
            }
        }
    }
}
