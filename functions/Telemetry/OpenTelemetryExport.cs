using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Zegel.Functions.Telemetry;

/// <summary>Sends spans and metrics to a collector (OTLP over HTTP) while the process runs.</summary>
internal sealed class OpenTelemetryExport(Uri collector) : IHostedService, IDisposable
{
    private TracerProvider? tracing;
    private MeterProvider? metrics;

    /// <summary>Where one kind of signal goes.</summary>
    public static void Configure(OtlpExporterOptions options, Uri collector, string signal)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
    }

    /// <summary>What says which process the signals come from.</summary>
    public static ResourceBuilder Resource()
    {
        var version = typeof(OpenTelemetryExport).Assembly.GetName().Version?.ToString();
        return ResourceBuilder.CreateEmpty()
            .AddService("zegel-functions", serviceVersion: version, autoGenerateServiceInstanceId: true);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        tracing = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddSource(TraceMiddleware.Source, "System.Net.Http")
            .AddProcessor(new SpanRedaction())
            .AddOtlpExporter(options => Configure(options, collector, "traces"))
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter(TraceMiddleware.Source)
            .AddOtlpExporter(options => Configure(options, collector, "metrics"))
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        tracing?.Dispose();
        metrics?.Dispose();
        (tracing, metrics) = (null, null);
    }
}

/// <summary>Lets only tags through that cannot hold anything of anybody: no address, path or query.</summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    private static readonly string[] Kept =
    [
        "http.request.method", "http.response.status_code", "server.address", "server.port", "error.type",
        "network.protocol.version", "zegel.outcome",
    ];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!Kept.Contains(name, StringComparer.Ordinal))
            {
                data.SetTag(name, null);
            }
        }

        data.SetStatus(data.Status);
    }
}
