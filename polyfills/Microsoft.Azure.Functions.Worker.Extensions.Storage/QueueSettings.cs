// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Queues;

/// <summary>The section <c>extensions.queues</c> of host.json.</summary>
internal sealed class QueueSettings
{
    /// <summary>Messages taken at once, 1 to 32.</summary>
    public int BatchSize { get; set; } = 16;

    /// <summary>More are taken when no more than this many are at work.</summary>
    public int? NewBatchThreshold { get; set; }

    /// <summary>Tries before a message is poison.</summary>
    public int MaxDequeueCount { get; set; } = 5;

    /// <summary>How long a message rests after a failed try.</summary>
    public TimeSpan VisibilityTimeout { get; set; }

    /// <summary>The longest pause between looks at an empty queue; at least 100 ms.</summary>
    public TimeSpan MaxPollingInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary><c>base64</c> or <c>none</c>.</summary>
    public string MessageEncoding { get; set; } = "base64";

    /// <exception cref="InvalidOperationException">A value is out of range.</exception>
    public static QueueSettings Read(IConfiguration host, bool isDevelopment)
    {
        var section = host.GetSection("extensions:queues");
        var settings = section.Get<QueueSettings>() ?? new QueueSettings();
        if (isDevelopment && section["maxPollingInterval"] is null)
        {
            settings.MaxPollingInterval = TimeSpan.FromSeconds(2);
        }

        settings.NewBatchThreshold ??= settings.BatchSize / 2 * Environment.ProcessorCount;
        return settings.BatchSize is >= 1 and <= 32
            && settings.MaxDequeueCount >= 1
            && settings.MaxPollingInterval >= TimeSpan.FromMilliseconds(100)
            && settings.MessageEncoding.ToUpperInvariant() is "BASE64" or "NONE"
            ? settings
            : throw new InvalidOperationException("extensions.queues in host.json has a value out of range.");
    }
}
