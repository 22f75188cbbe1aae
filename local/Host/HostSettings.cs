using Microsoft.Extensions.Configuration;

namespace Zegel.Local.Host;

/// <summary>
/// What a host knows of an app: its settings, and its <c>host.json</c>, which a setting <c>AzureFunctionsJobHost:…</c>
/// replaces.
/// </summary>
internal sealed class HostSettings
{
    /// <summary>The key under which <c>host.json</c> and what replaces it stand.</summary>
    public const string HostJson = "AzureFunctionsJobHost";

    /// <summary>Reads <c>host.json</c> in the app's folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public HostSettings(string appDirectory, IReadOnlyDictionary<string, string?> settings)
    {
        AppDirectory = appDirectory;
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(appDirectory, "host.json")).Build();
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(file.AsEnumerable().Select(pair => KeyValuePair.Create($"{HostJson}:{pair.Key}", pair.Value)))
            .AddInMemoryCollection(settings)
            .Build();
        App = settings;
    }

    /// <summary>Where the app's program and <c>host.json</c> are.</summary>
    public string AppDirectory { get; }

    /// <summary>The app's settings, <c>:</c> between the parts.</summary>
    public IReadOnlyDictionary<string, string?> App { get; }

    /// <summary>The app's settings and <c>host.json</c> together.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>What stands before every route.</summary>
    public string RoutePrefix => Configuration[$"{HostJson}:extensions:http:routePrefix"] ?? "api";

    /// <summary>How long a function may run.</summary>
    public TimeSpan FunctionTimeout => Configuration.GetValue(HostJson + ":functionTimeout", TimeSpan.FromMinutes(30));

    /// <summary>Whether a function is switched off by <c>AzureWebJobs.&lt;name&gt;.Disabled</c>.</summary>
    public bool IsDisabled(string function) =>
        Configuration[$"AzureWebJobs.{function}.Disabled"] is { } value
        && (string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || value == "1");
}
