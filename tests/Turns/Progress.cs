using System.Diagnostics;
using System.Globalization;
using Xunit.Sdk;

namespace Zegel.Tests.Turns;

/// <summary>Counts what a suite has done, passes every message on, and writes how far it is on the board.</summary>
public sealed class Progress : IMessageSink, IAsyncDisposable
{
    private readonly string suite;
    private readonly int total;
    private readonly NoticeBoard board;
    private readonly IMessageSink next;
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource ends = new();
    private readonly Task telling;
    private int done;
    private int failed;

    /// <param name="suite">The suite's name.</param>
    /// <param name="total">How many tests it will run; a theory whose rows are known only when it runs is one.</param>
    /// <param name="board">Where it is written.</param>
    /// <param name="next">Where the messages go.</param>
    public Progress(string suite, int total, NoticeBoard board, IMessageSink next)
    {
        this.suite = suite;
        this.total = total;
        this.board = board;
        this.next = next;
        telling = TellAsync();
    }

    private string State =>
        $"{suite}: {done} of {total}{(failed == 0 ? "" : $", {failed} failed")}";

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseFinished)
        {
            Interlocked.Increment(ref done);
        }
        else if (message is ITestFailed)
        {
            Interlocked.Increment(ref failed);
        }

        return next.OnMessage(message);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await telling;
        ends.Dispose();
        var took = Stopwatch.GetElapsedTime(started).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
        board.Show($"{State}, done in {took}");
    }

    private async Task TellAsync()
    {
        using var timer = new PeriodicTimer(board.Pace);
        do
        {
            board.Show(State);
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
