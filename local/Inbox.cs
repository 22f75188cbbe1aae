using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Zegel.Local;

/// <summary>Every e-mail and SMS the product sent, the last <see cref="Capacity"/> of them, in memory.</summary>
/// <param name="time">The clock that dates messages.</param>
/// <param name="reported">Among whose reports those of this inbox are; null: it has its own.</param>
public sealed class Inbox(TimeProvider time, Inbox? reported = null)
{
    /// <summary>How many messages are kept; the oldest go first.</summary>
    public const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly List<InboxMessage> messages = [];
    private readonly Channel<JsonObject> reports = reported?.reports ?? Channel.CreateUnbounded<JsonObject>();
    private volatile Diversion? diversion;
    private TaskCompletionSource changed = NewSignal();
    private long total;

    /// <summary>What goes wrong with the next calls.</summary>
    public InboxFaults Faults { get; } = new();

    /// <summary>Every report, in the order in which they were made: what Event Grid would deliver.</summary>
    public ChannelReader<JsonObject> Reports => reports.Reader;

    /// <summary>All messages, newest first.</summary>
    public IReadOnlyList<InboxMessage> Messages => Since(0).Messages;

    /// <summary>The messages to an address or phone number, newest first.</summary>
    public IReadOnlyList<InboxMessage> To(string recipient) =>
        [.. Messages.Where(message => message.To.Equals(recipient, StringComparison.OrdinalIgnoreCase))];

    /// <summary>
    /// The newest message that fits, now or as soon as it comes in.
    /// </summary>
    /// <exception cref="OperationCanceledException">None came before the token was cancelled.</exception>
    public async Task<InboxMessage> WaitForAsync(
        Func<InboxMessage, bool> predicate, CancellationToken cancellationToken = default)
    {
        var seen = 0L;
        while (true)
        {
            var (fresh, count, next) = Since(seen);
            if (fresh.FirstOrDefault(predicate) is { } found)
            {
                return found;
            }

            seen = count;
            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>From here on messages that fit come into another inbox, and nobody sees them here.</summary>
    internal void Divert(Func<InboxMessage, bool> fits, Inbox to) => diversion = new Diversion(fits, to);

    /// <summary>From here on every message comes in here again.</summary>
    internal void EndDiversion() => diversion = null;

    /// <summary>Done when a message comes in, or is reported on, after this call.</summary>
    internal Task NextAsync(CancellationToken cancellationToken) =>
        Since(long.MaxValue).Next.WaitAsync(cancellationToken);

    /// <summary>Takes a message in, dated now. One to an address that begins with <c>bounce</c> bounces at once.</summary>
    internal void Add(Func<DateTimeOffset, InboxMessage> write)
    {
        var now = time.GetUtcNow();
        var message = write(now);
        if (diversion is { } other && other.Fits(message))
        {
            other.To.Add(_ => message);
            return;
        }

        if (message.To.StartsWith("bounce", StringComparison.OrdinalIgnoreCase))
        {
            message = message.Reported(InboxState.Bounced, now);
            Publish(message);
        }

        TaskCompletionSource signal;
        lock (gate)
        {
            if (messages.Count == Capacity)
            {
                messages.RemoveAt(0);
            }

            messages.Add(message);
            total++;
            signal = changed;
            changed = NewSignal();
        }

        signal.SetResult();
    }

    /// <summary>Lets a message be reported on; a later report stands in for an earlier one.</summary>
    /// <returns>False when there is no such message.</returns>
    internal bool Report(string id, InboxState state)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            var index = messages.FindIndex(message => message.Id == id);
            if (index < 0)
            {
                return false;
            }

            messages[index] = messages[index].Reported(state, time.GetUtcNow());
            Publish(messages[index]);
            signal = changed;
            changed = NewSignal();
        }

        signal.SetResult();
        return true;
    }

    private void Publish(InboxMessage reported)
    {
        if (reported.Report is { } report)
        {
            // Unbounded: it always takes one.
            reports.Writer.TryWrite(report.DeepClone().AsObject());
        }
    }

    private (IReadOnlyList<InboxMessage> Messages, long Total, Task Next) Since(long seen)
    {
        lock (gate)
        {
            var count = (int)Math.Clamp(total - seen, 0, messages.Count);
            return ([.. messages.TakeLast(count).Reverse()], total, changed.Task);
        }
    }

    private sealed record Diversion(Func<InboxMessage, bool> Fits, Inbox To);

    // Waiters continue on their own thread, not on that of the request that adds.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
