using System.Diagnostics;
using System.Xml.Linq;
using Shouldly;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;
using Zegel.Tests;
using Zegel.Tests.Turns;

namespace Zegel.Functions.Tests.Rules;

/// <summary><c>dotnet test</c> starts several suites at once; they run one after the other, and say how far they are.</summary>
public sealed class SuitesTakeTurns : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zegel-turns");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_second_waits_for_the_first_and_says_so()
    {
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Turn> second;
        using (await WaitAsync("Browser.Tests", _ => { }))
        {
            second = WaitAsync("Functions.Tests", holder => said.TrySetResult(holder));

            (await said.Task.WaitAsync(Cancel)).ShouldBe("Browser.Tests");
            second.IsCompleted.ShouldBeFalse();
        }

        (await second).Dispose();
    }

    [Fact]
    public async Task Whoever_waits_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var first = await WaitAsync("Browser.Tests", _ => { });
        var second = Turn.WaitAsync(folder.FullName, "Functions.Tests", _ => { }, stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => second);
    }

    /// <summary>The lock is one of the operating system's, as a process of another kind shows that holds it and is killed.</summary>
    [Fact]
    public async Task A_suite_that_dies_leaves_the_turn_to_the_next()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "flock(1) is Linux's.");
        var holds = new ProcessStartInfo("flock", [Path.Combine(folder.FullName, "lock"), "sh", "-c", "echo held; exec cat"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var first = Process.Start(holds)!;
        (await first.StandardOutput.ReadLineAsync(Cancel)).ShouldBe("held");
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = WaitAsync("Functions.Tests", _ => waits.TrySetResult());
        await waits.Task.WaitAsync(Cancel);
        second.IsCompleted.ShouldBeFalse();

        first.Kill(entireProcessTree: true);

        (await second).Dispose();
    }

    [Fact]
    public async Task A_log_has_a_line_for_what_changed()
    {
        var log = new StringWriter();
        using (var board = new NoticeBoard(log, isTerminal: false))
        {
            board.ShowWaiting("Browser.Tests: waiting for Functions.Tests");
            board.ShowWaiting("Browser.Tests: waiting for Functions.Tests");
            await using var progress = new Progress("Browser.Tests", 160, board, new Nobody(), new ManualTime(), _ => { });
            progress.OnMessage(Finished());
            progress.OnMessage(Finished());
        }

        log.ToString().Split('\n').ShouldBe([
            "Browser.Tests: waiting for Functions.Tests",
            "Browser.Tests: 0 of 160",
            "Browser.Tests: 2 of 160, done in 0:00:00",
            "",
        ]);
    }

    /// <summary>Otherwise it would be a run that never ends, of which nobody knows why.</summary>
    [Fact]
    public async Task A_suite_in_which_nothing_ends_says_what_is_under_way()
    {
        var (time, told) = (new ManualTime(), new TaskCompletionSource<IReadOnlyCollection<string>>());
        using var board = new NoticeBoard(null, isTerminal: false);
        await using var progress = new Progress("Browser.Tests", 160, board, new Nobody(), time, told.SetResult);
        progress.OnMessage(Starting("one", "A_page_opens"));
        progress.OnMessage(Starting("two", "A_file_is_saved"));
        time.Advance(Progress.Patience - board.Pace);
        progress.OnMessage(Ended("one"));
        time.Advance(Progress.Patience - board.Pace);
        told.Task.IsCompleted.ShouldBeFalse();

        time.Advance(board.Pace);

        (await told.Task.WaitAsync(Cancel)).ShouldBe(["A_file_is_saved"]);
    }

    /// <summary><c>dotnet test</c> moves its cursor from where it left it, so a notice must leave it there.</summary>
    [Fact]
    public void A_terminal_has_two_lines_and_its_cursor_where_it_was()
    {
        var terminal = new StringWriter();
        using var board = new NoticeBoard(terminal, isTerminal: true);

        board.Show("A: 1 of 2");
        board.ShowWaiting("B: waiting for A");

        terminal.ToString().ShouldBe("\r\e[KA: 1 of 2\r\n\r\e[KB: waiting for A\e[A\r");
    }

    [Fact]
    public void Every_suite_takes_turns_and_CI_runs_what_the_README_says()
    {
        var projects = XDocument.Load(Sources.PathOf("Zegel.slnx")).Descendants("Project")
            .Select(project => project.Attribute("Path")!.Value)
            .Where(path => path.EndsWith(".Tests.csproj", StringComparison.Ordinal)).ToList();
        projects.Count.ShouldBeGreaterThan(1);
        projects.ShouldAllBe(path => Sources.Read(path).Contains("<Import Project=\"../Turns/Turns.props\" />", StringComparison.Ordinal));

        Sources.Read("README.md").ShouldContain("```\ndotnet test\n```");
        Sources.Read(".ci", "run").ShouldContain("\ndotnet test \"$@\" ");
    }

    private Task<Turn> WaitAsync(string suite, Action<string> waiting) => Turn.WaitAsync(folder.FullName, suite, waiting, Cancel);

    private static TestCaseFinished Finished() => new()
    {
        AssemblyUniqueID = "a", TestCollectionUniqueID = "b", TestClassUniqueID = null, TestMethodUniqueID = null, TestCaseUniqueID = "c",
        ExecutionTime = 0, TestsFailed = 0, TestsNotRun = 0, TestsSkipped = 0, TestsTotal = 1,
    };

    private static TestStarting Starting(string id, string name) => new()
    {
        AssemblyUniqueID = "a", TestCollectionUniqueID = "b", TestClassUniqueID = null, TestMethodUniqueID = null, TestCaseUniqueID = "c",
        TestUniqueID = id, TestDisplayName = name, Explicit = false, StartTime = default, Timeout = 0, Traits = new Dictionary<string, IReadOnlyCollection<string>>(),
    };

    private static TestFinished Ended(string id) => new()
    {
        AssemblyUniqueID = "a", TestCollectionUniqueID = "b", TestClassUniqueID = null, TestMethodUniqueID = null, TestCaseUniqueID = "c",
        TestUniqueID = id, ExecutionTime = 0, FinishTime = default, Output = "", Warnings = null, Attachments = new Dictionary<string, TestAttachment>(),
    };

    private sealed class Nobody : IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message) => true;
    }
}
