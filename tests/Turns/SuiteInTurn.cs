using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;
using Zegel.Tests.Turns;

[assembly: TestFramework(typeof(SuiteInTurn))]

namespace Zegel.Tests.Turns;

/// <summary>
/// xunit's framework, except that the suite waits for its turn before its first fixture is made, and says how far it is.
/// No test runs while it waits, so no time-out of a test counts that.
/// </summary>
public sealed class SuiteInTurn : XunitTestFramework
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) => new Executor(assembly);

    private sealed class Executor(Assembly assembly)
        : XunitTestFrameworkExecutor(new XunitTestAssembly(assembly, null, assembly.GetName().Version))
    {
        private readonly string suite = assembly.GetName().Name!.Replace("Zegel.", "", StringComparison.Ordinal);
        private readonly string folder = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "TurnsFolder").Value!;

        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases, IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions, CancellationToken cancellationToken)
        {
            // A filter that leaves nothing of this suite: there is nothing to wait for.
            if (testCases.Count == 0)
            {
                await base.RunTestCases(testCases, executionMessageSink, executionOptions, cancellationToken);
                return;
            }

            using var board = NoticeBoard.Find();
            using var turn = await Turn.WaitAsync(
                folder, suite, holder => board.ShowWaiting($"{suite}: waiting for {holder}"), cancellationToken);
            await using var progress = new Progress(
                suite, testCases.Count, board, executionMessageSink, TimeProvider.System, tests => Stop(board, tests));
            await base.RunTestCases(testCases, progress, executionOptions, cancellationToken);
        }

        /// <summary>A test that waits for good would keep everybody waiting: the suite fails by name instead.</summary>
        private void Stop(NoticeBoard board, IReadOnlyCollection<string> tests)
        {
            board.Show($"{suite}: stopped, nothing ended for {Progress.Patience.TotalMinutes} minutes. Under way: {string.Join("; ", tests)}");
            Environment.Exit(1);
        }
    }
}
