using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Logs;

namespace Zegel.Functions.Telemetry;

/// <summary>
/// Logs, spans and metrics. Log lines go to whatever the host has for them; with
/// <c>Zegel:Telemetry:OtlpEndpoint</c> all three go to a collector as well.
/// </summary>
public static class TelemetrySetup
{
    /// <summary>The namespaces of others, whose information tells of requests with their paths and queries.</summary>
    private static readonly string[] Others = ["Microsoft", "System", "Azure"];

    /// <summary>Adds it; before anything that logs.</summary>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        foreach (var other in Others)
        {
            builder.Logging.AddFilter(other, LogLevel.Warning);
        }

        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            provider => new RedactingLoggers(provider.GetRequiredService<LoggerFactory>())));
        if (builder.Configuration["Zegel:Telemetry:OtlpEndpoint"] is { Length: > 0 } address)
        {
            var collector = new Uri(address);
            builder.Services.AddHostedService(_ => new OpenTelemetryExport(collector));
            builder.Logging.AddOpenTelemetry(options =>
            {
                options.IncludeFormattedMessage = true;
                options.SetResourceBuilder(OpenTelemetryExport.Resource());
                options.AddOtlpExporter(exporter => OpenTelemetryExport.Configure(exporter, collector, "logs"));
            });
        }
    }
}
