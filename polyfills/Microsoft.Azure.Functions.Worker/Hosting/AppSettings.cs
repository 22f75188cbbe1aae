// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>App settings and host.json, read from where Core Tools reads them.</summary>
internal static partial class AppSettings
{
    private const string HostSection = "AzureFunctionsJobHost";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var folder = AppContext.BaseDirectory;
        // The command line does not go into the options: it would then rank below local.settings.json.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = folder,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environments.Production,
        });
        var local = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, "local.settings.json"), true).Build();
        builder.Configuration
            .AddInMemoryCollection([new("urls", "http://127.0.0.1:7071")])
            .AddInMemoryCollection(local.GetSection("Values").AsEnumerable(makePathsRelative: true)
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value)))
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine(args);
        builder.Logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddConsole();
        builder.Host.UseDefaultServiceProvider(options =>
            options.ValidateScopes = options.ValidateOnBuild = builder.Environment.IsDevelopment());
        return builder;
    }

    /// <summary>host.json, below the settings called <c>AzureFunctionsJobHost__…</c>.</summary>
    public static IConfiguration Host(IConfiguration configuration) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true)
        .AddInMemoryCollection(configuration.GetSection(HostSection).AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null))
        .Build();

    /// <summary>What tells apps apart that share a storage account.</summary>
    public static string HostId(IConfiguration configuration)
    {
        var id = configuration["AzureFunctionsWebHost:hostid"]
            ?? $"{Environment.MachineName}-{Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\'))}";
        return NotAllowedInHostId().Replace(id.ToUpperInvariant(), "-").ToLowerInvariant().Trim('-');
    }

    /// <summary>Replaces each <c>%NAME%</c> by the setting of that name.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static string Resolve(IConfiguration configuration, string text) => Expression().Replace(text, match =>
        configuration[match.Groups["name"].Value]
        ?? throw new InvalidOperationException($"'{match.Value}' does not resolve to a value."));

    /// <summary>The connection string in an app setting.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static string ConnectionString(IConfiguration configuration, string? name)
    {
        name = Resolve(configuration, name ?? "AzureWebJobsStorage");
        return configuration["AzureWebJobs" + name] ?? configuration[name] ?? configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException(
                $"Storage account connection string '{name}' does not exist. Make sure it is a defined app setting.");
    }

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex("[^A-Z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotAllowedInHostId();
}
