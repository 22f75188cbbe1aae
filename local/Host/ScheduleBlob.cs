using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;

namespace Zegel.Local.Host;

/// <summary>
/// Remembers when a timer ran last, in the host's storage account: <c>azure-webjobs-hosts/timers/&lt;host&gt;/&lt;timer&gt;/status</c>.
/// The one of the timers package is built for another version of the host's storage package.
/// </summary>
internal sealed class ScheduleBlob(string connection, string hostId) : ScheduleMonitor
{
    private readonly BlobContainerClient container = new(connection, "azure-webjobs-hosts");

    /// <inheritdoc/>
    public override async Task<ScheduleStatus?> GetStatusAsync(string timerName)
    {
        try
        {
            var stored = await StatusOf(timerName).DownloadContentAsync();
            return stored.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException absent) when (absent.Status is 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        await container.CreateIfNotExistsAsync();
        await StatusOf(timerName).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(status)), overwrite: true);
    }

    private BlobClient StatusOf(string timerName) => container.GetBlobClient($"timers/{hostId}/{timerName}/status");
}
