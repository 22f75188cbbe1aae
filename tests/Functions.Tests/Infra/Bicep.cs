using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;
using Zegel.Functions.Tests.Rules;
using Zegel.Local;

namespace Zegel.Functions.Tests.Infra;

/// <summary>What stands in <c>infra/</c>, read with a grammar of Bicep that is not ours.</summary>
internal static class Bicep
{
    private static readonly Lazy<Task<JsonObject>> Parsed = new(ReadAsync);

    /// <summary>Every file, by its path from <c>infra/</c>.</summary>
    public static Task<JsonObject> FilesAsync() => Parsed.Value;

    /// <summary>Every resource of a type, wherever it stands; those that only refer to one left out.</summary>
    public static async Task<IReadOnlyList<(string File, string Name, JsonObject Resource)>> ResourcesAsync(string type) =>
    [
        .. from file in await FilesAsync()
           from resource in file.Value!["resources"]!.AsObject()
           where resource.Value!["type"]!.GetValue<string>().Split('@')[0] == type && !resource.Value["isExisting"]!.GetValue<bool>()
           select (file.Key, resource.Key, resource.Value.AsObject()),
    ];

    /// <summary>A file.</summary>
    public static async Task<JsonNode> FileAsync(string path) => (await FilesAsync())[path]!;

    /// <summary>A value; the name of a variable of the file is exchanged for what it stands for.</summary>
    public static JsonNode? Resolve(JsonNode file, JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var name) && name.StartsWith('=')
        && file["variables"]![name[1..]] is { } variable ? variable : value;

    private static async Task<JsonObject> ReadAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var root = Sources.PathOf("infra");
        var files = Directory.EnumerateFiles(root, "*.bicep", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        var judge = Path.Combine(NpmPackages.Ensure("tests/web"), "judges", "bicep.cjs");
        var start = new ProcessStartInfo("node", [judge, .. files])
        {
            WorkingDirectory = root, UseShellExecute = false, RedirectStandardOutput = true,
        };
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return JsonNode.Parse(output)!.AsObject();
    }
}
