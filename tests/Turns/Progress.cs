using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Sdk;

namespace Zegel.Tests.Turns;

/// <summary>
/// Counts what a suite has done, passes every message on, and writes how far it is on the board. A suite in which
/// nothing ends any more says which tests are under way.
/// </summary>
public sealed class Progress : IMessageSink, IAsyncDisposable
{
    /// <summary>Longer than any test takes on a machine that does other things too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly ConcurrentDictionary<string, string> running = new(StringComparer.Ordinal);
    private readonly string suite;
    private readonly int total;
    private readonly NoticeBoard board;
    private readonly IMessageSink next;
    private readonly TimeProvider time;
    private readonly Action<IReadOnlyCollection<string>> stuck;
    private readonly long started;
    private readonly CancellationTokenSource ends = new();
    private readonly Task telling;
    private int done;
    private int failed;
    private long lastEnd;

    /// <param name="suite">The suite's name.</param>
    /// <param name="total">How many tests it will run; a theory whose rows are known only when it runs is one.</param>
    /// <param name="board">Where it is written.</param>
    /// <param name="next">Where the messages go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stuck">Told the tests that are under way when none ended for <see cref="Patience"/>.</param>
    public Progress(
        string suite, int total, NoticeBoard board, IMessageSink next, TimeProvider time,
        Action<IReadOnlyCollection<string>> stuck)
    {
        this.suite = suite;
        this.total = total;
        this.board = board;
        this.next = next;
        this.time = time;
        this.stuck = stuck;
        started = lastEnd = time.GetTimestamp();
        telling = TellAsync();
    }

    private string State =>
        $"{suite}: {done} of {total}{(failed == 0 ? "" : $", {failed} failed")}";

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestStarting test:
                running[test.TestUniqueID] = test.TestDisplayName;
                break;
            case ITestFinished test:
                running.TryRemove(test.TestUniqueID, out _);
                Interlocked.Exchange(ref lastEnd, time.GetTimestamp());
                break;
            case ITestCaseFinished:
                Interlocked.Increment(ref done);
                break;
            case ITestFailed:
                Interlocked.Increment(ref failed);
                break;
        }

        return next.OnMessage(message);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await telling;
        ends.Dispose();
        var took = time.GetElapsedTime(started).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
        board.Show($"{State}, done in {took}");
    }

    private async Task TellAsync()
    {
        using var timer = new PeriodicTimer(board.Pace, time);
        do
        {
            board.Show(State);
            if (time.GetElapsedTime(Interlocked.Read(ref lastEnd)) >= Patience)
            {
                stuck([.. running.Values]);
                return;
            }
        }
        while (await NextAsync(timer));
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ends.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
