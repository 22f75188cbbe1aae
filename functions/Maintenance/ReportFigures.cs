using System.Diagnostics.Metrics;
using Azure.Identity;
using Azure.Storage.Queues;

namespace Zegel.Functions.Maintenance;

/// <summary>
/// Every five minutes: the figures people watch, as metrics and as one line in the logs, from which alerts are made.
/// Reads what waits, not what exists.
/// </summary>
public sealed partial class ReportFigures(
    StorageClients storage, Outbox outbox, Throttle throttle, SealKeys sealKeys, IOptions<SmsOptions> sms,
    TimeProvider time, ILogger<ReportFigures> log)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Gauge<int> Waiting = Meter.CreateGauge<int>(
        "zegel.notices.waiting", "{outbox}", "Outboxes in which something waits.");
    private static readonly Gauge<double> Oldest = Meter.CreateGauge<double>(
        "zegel.notices.oldest", "s", "How long the longest waits.");
    private static readonly Gauge<int> Spent = Meter.CreateGauge<int>(
        "zegel.sms.spent", "{sms}", "SMS messages counted today.");
    private static readonly Gauge<int> Budget = Meter.CreateGauge<int>(
        "zegel.sms.budget", "{sms}", "SMS messages allowed a day.");
    private static readonly Gauge<int> Poison = Meter.CreateGauge<int>(
        "zegel.queues.poison", "{message}", "Queue messages that were given up.");

    private static readonly Gauge<int> Rewrap = Meter.CreateGauge<int>(
        "zegel.keys.old", "{key}", "Wrapped keys that are still under older versions.");

    /// <summary>Beyond this many keys under older versions, the figure is this many.</summary>
    private const int MostCounted = 10_000;

    [Function(nameof(ReportFigures))]
    public async Task Run([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (waiting, since) = await outbox.CountWaitingAsync(cancellationToken);
        var oldest = since is null ? TimeSpan.Zero : time.GetUtcNow() - since.Value;
        var spent = await throttle.TakenAsync(PhoneLimits.Budget(sms.Value), cancellationToken);
        var budget = sms.Value.IsConfigured ? sms.Value.MessagesPerDay : 0;
        var poison = 0;
        foreach (var queue in storage.Queues)
        {
            poison += await LengthAsync(storage.PoisonOf(queue), cancellationToken);
        }

        var rewrap = await CountOldKeysAsync(cancellationToken);
        Waiting.Record(waiting);
        Oldest.Record(oldest.TotalSeconds);
        Spent.Record(spent);
        Budget.Record(budget);
        Poison.Record(poison);
        Rewrap.Record(rewrap);
        LogFigures(waiting, (long)oldest.TotalSeconds, spent, budget, poison, rewrap);
    }

    /// <summary>-1 when the vault does not name its newest versions: the other figures do not wait for it.</summary>
    private async Task<int> CountOldKeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sealKeys.FindOldAsync(cancellationToken).Take(MostCounted).CountAsync(cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            LogNotCounted(e);
            return -1;
        }
    }

    /// <summary>The host makes a queue for what it gives up, when it does.</summary>
    private static async Task<int> LengthAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys under older versions cannot be counted")]
    private partial void LogNotCounted(Exception exception);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Figures waiting={Waiting} oldest={OldestSeconds} sms={SmsSpent} budget={SmsBudget} " +
            "poison={Poison} rewrap={KeysToRewrap}")]
    private partial void LogFigures(
        int waiting, long oldestSeconds, int smsSpent, int smsBudget, int poison, int keysToRewrap);
}
