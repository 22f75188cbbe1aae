// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>
/// A blob lease: only the instance that holds it runs the timer. On real time, as storage is.
/// </summary>
internal sealed class TimerLease(BlobClient blob)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private readonly BlobLeaseClient lease = blob.GetBlobLeaseClient();

    /// <summary>How long an instance without the lease waits before it asks again.</summary>
    public static TimeSpan RetryInterval { get; } = Duration;

    /// <summary>Takes the lease; false when another instance has it.</summary>
    public async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        for (var create = true; ; create = false)
        {
            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
                return true;
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && create)
            {
                await CreateAsync(cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == "LeaseAlreadyPresent")
            {
                return false;
            }
        }
    }

    /// <summary>Renews at half time until cancelled.</summary>
    /// <exception cref="RequestFailedException">The lease is lost.</exception>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Duration / 2, TimeProvider.System, cancellationToken);
            await lease.RenewAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>Lets another instance take over at once.</summary>
    public Task ReleaseAsync() => lease.ReleaseAsync();

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromString(""), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Another instance made it first, and may hold its lease already; asking for the lease tells.
        }
    }
}
