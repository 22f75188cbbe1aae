// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Storage 6.8.1 (.Storage.Queues 5.5.5).
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a queue; at least once.</summary>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>The queue; <c>%NAME%</c> takes a setting. The trigger does not create it.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting with the connection string; <c>AzureWebJobsStorage</c> when null.</summary>
    public string? Connection { get; set; }
}
