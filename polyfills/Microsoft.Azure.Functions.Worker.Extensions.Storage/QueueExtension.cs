// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

[assembly: WorkerExtension(typeof(QueueExtension))]

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>Starts and stops the queue triggers.</summary>
internal sealed class QueueExtension : WorkerExtension
{
    public override void Configure(
        WebApplicationBuilder app, IConfiguration host, IReadOnlyList<FunctionDescriptor> functions)
    {
        var settings = QueueSettings.Read(host, app.Environment.IsDevelopment());
        foreach (var function in functions)
        {
            app.Services.AddSingleton<IHostedService>(services => Listener(services, function, settings));
        }
    }

    private static QueueListener Listener(
        IServiceProvider services, FunctionDescriptor function, QueueSettings settings)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var name = AppSettings.Resolve(configuration, trigger.QueueName).ToLowerInvariant();
        var service = new QueueServiceClient(AppSettings.ConnectionString(configuration, trigger.Connection));
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);
        var poison = name.EndsWith(PoisonSuffix, StringComparison.Ordinal) || name.Length + PoisonSuffix.Length > 63
            ? null
            : service.GetQueueClient(name + PoisonSuffix);
        var queue = service.GetQueueClient(name);
        return new(queue, settings, new MessageProcessor(function, queue, poison, settings, services, logger), logger);
    }

    private const string PoisonSuffix = "-poison";
}
