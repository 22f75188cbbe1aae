using System.Diagnostics.Metrics;
using Azure;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Maintenance;

/// <summary>
/// Every five minutes: the figures people watch, as metrics and as one line in the logs, from which alerts are made. Reads
/// what waits, not what exists.
/// </summary>
public sealed partial class ReportFigures(
    StorageClients storage, Outbox outbox, Throttle throttle, IOptions<SmsOptions> sms, TimeProvider time, ILogger<ReportFigures> log)
{
    private static readonly Meter Meter = new("Zegel");
    private static readonly Gauge<int> Waiting = Meter.CreateGauge<int>("zegel.notices.waiting", "{outbox}", "Outboxes in which something waits.");
    private static readonly Gauge<double> Oldest = Meter.CreateGauge<double>("zegel.notices.oldest", "s", "How long the longest waits.");
    private static readonly Gauge<int> Spent = Meter.CreateGauge<int>("zegel.sms.spent", "{sms}", "SMS messages counted today.");
    private static readonly Gauge<int> Budget = Meter.CreateGauge<int>("zegel.sms.budget", "{sms}", "SMS messages allowed a day.");
    private static readonly Gauge<int> Poison = Meter.CreateGauge<int>("zegel.queues.poison", "{message}", "Queue messages that were given up.");

    [Function(nameof(ReportFigures))]
    public async Task Run([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (waiting, since) = await outbox.CountWaitingAsync(cancellationToken);
        var oldest = since is null ? TimeSpan.Zero : time.GetUtcNow() - since.Value;
        var spent = await throttle.TakenAsync(PhoneLimits.Budget(sms.Value), cancellationToken);
        var budget = sms.Value.IsConfigured ? sms.Value.MessagesPerDay : 0;
        var poison = 0;
        foreach (var queue in (QueueClient[])[storage.ConversationHints, storage.AccountHints, storage.AuditHints])
        {
            poison += await LengthAsync(storage.PoisonOf(queue), cancellationToken);
        }

        Waiting.Record(waiting);
        Oldest.Record(oldest.TotalSeconds);
        Spent.Record(spent);
        Budget.Record(budget);
        Poison.Record(poison);
        LogFigures(waiting, (long)oldest.TotalSeconds, spent, budget, poison);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Figures waiting={Waiting} oldest={OldestSeconds} sms={SmsSpent} budget={SmsBudget} poison={Poison}")]
    private partial void LogFigures(int waiting, long oldestSeconds, int smsSpent, int smsBudget, int poison);
}
