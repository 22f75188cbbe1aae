using Azure.Storage.Queues;
using Zegel.Functions.Storage;
using Zegel.Local.Host;

namespace Zegel.Local;

/// <summary>What Event Grid does in a deployment: puts each report of the inbox into the queue of the functions, in base64.</summary>
internal static class ReportForwarding
{
    /// <summary>Goes on until it is cancelled.</summary>
    public static async Task RunAsync(Inbox inbox, Azurite azurite, QueueBell bell, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(
            azurite.ConnectionString, StorageClients.DeliveryQueue, bell.Options());
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await foreach (var report in inbox.Reports.ReadAllAsync(cancellationToken))
        {
            await queue.SendMessageAsync(report.ToJsonString(), cancellationToken);
        }
    }
}
