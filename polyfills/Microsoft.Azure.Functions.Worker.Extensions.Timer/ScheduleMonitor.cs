// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using Azure;
using Azure.Storage.Blobs;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>Keeps the status of one timer in a blob, so that a missed run is noticed after a restart.</summary>
internal sealed class ScheduleMonitor(BlobClient blob)
{
    /// <summary>Reads the status and brings it in line with the schedule.</summary>
    /// <returns>The status; past due when its next run lies before <paramref name="now"/>.</returns>
    public async Task<ScheduleStatus> StartAsync(Schedule schedule, DateTime now, CancellationToken cancellationToken)
    {
        var status = await ReadAsync(cancellationToken);
        if (status is null)
        {
            return await SaveAsync(new() { Next = schedule.Next(now), LastUpdated = now }, cancellationToken);
        }

        // As the Functions host: a timer that never ran under this schedule counts from now, so it misses nothing.
        var updated = status.Last == default ? now : status.Last;
        var next = schedule.Next(updated);
        if (status.Next == next)
        {
            return status;
        }

        // Another schedule: what it would have done before now is not past due.
        if (now > next)
        {
            (next, updated) = (schedule.Next(now), now);
        }

        return await SaveAsync(new() { Next = next, LastUpdated = updated }, cancellationToken);
    }

    /// <summary>Writes the status.</summary>
    public async Task<ScheduleStatus> SaveAsync(ScheduleStatus status, CancellationToken cancellationToken)
    {
        await blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
        return status;
    }

    private async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
