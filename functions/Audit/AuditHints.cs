using Microsoft.Extensions.Hosting;

namespace Zegel.Functions.Audit;

/// <summary>
/// Says every few seconds, in one queue message, where this process wrote audit records. So a request pays nothing for
/// the trail. A message that is lost, and what a crash forgets, is found by <see cref="FindForgottenAudit"/>.
/// </summary>
public sealed partial class AuditHints(StorageClients storage, ILogger<AuditHints> log) : BackgroundService
{
    /// <summary>How many partitions one message names: well below the 48 KiB that fit.</summary>
    private const int MessageSize = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The partitions in a queue message; none when it is anything else.</summary>
    public static IReadOnlyList<AuditedPartition> Read(string message) =>
        Hints.Read<IReadOnlyList<AuditedPartition>>(message) ?? [];

    /// <summary>Says what there is to say.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var partitions in storage.WrittenAudit.Take().Chunk(MessageSize))
        {
            try
            {
                await storage.AuditHints.SendAsync(partitions, cancellationToken);
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                foreach (var partition in partitions)
                {
                    storage.WrittenAudit.Note(partition);
                }

                LogLater(e, partitions.Length);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The machine's clock: this is about not hurrying, not about what time it is.
        using var pause = new PeriodicTimer(Pause, TimeProvider.System);
        while (!stoppingToken.IsCancellationRequested && await pause.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot say yet that {Count} partitions have audit records")]
    private partial void LogLater(Exception exception, int count);
}
