using System.Globalization;

namespace Zegel.Tests.Turns;

/// <summary>
/// Where a suite says what it does. <c>dotnet test</c> keeps what its suites print to itself until they end, so under it
/// the words go to where its own words go: on Linux, the pipe (CI's log) or terminal that is its standard output. On
/// other systems, and when that is a file, there is its own count on a terminal and nothing else.
/// </summary>
public sealed class NoticeBoard : IDisposable
{
    private readonly TextWriter? writer;
    private readonly bool isTerminal;
    private string last = "";

    /// <param name="writer">Where notices are written; null for nowhere.</param>
    /// <param name="isTerminal">
    /// Whether they stand in place of each other, below the lines of <c>dotnet test</c>: there it leaves the cursor at the
    /// start of an empty line, and expects it again.
    /// </param>
    internal NoticeBoard(TextWriter? writer, bool isTerminal)
    {
        this.writer = writer;
        this.isTerminal = isTerminal;
    }

    /// <summary>How long between two notices: a log is read afterwards, a terminal while it runs.</summary>
    public TimeSpan Pace => isTerminal ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(20);

    /// <summary>The board of this process.</summary>
    public static NoticeBoard Find()
    {
        // Set by `dotnet test` for the suites it starts.
        if (Environment.GetEnvironmentVariable("DOTNET_CLI_TEST_COMMAND_WORKING_DIRECTORY") is null)
        {
            return new NoticeBoard(Console.Out, isTerminal: false);
        }

        return OperatingSystem.IsLinux() ? OfParent() : new NoticeBoard(null, isTerminal: false);
    }

    /// <summary>Says how far the suite is whose turn it is.</summary>
    public void Show(string notice) => Write(notice, $"\r\e[K{notice}\r");

    /// <summary>Says that a suite waits, on a terminal below the one whose turn it is.</summary>
    public void ShowWaiting(string notice) => Write(notice, $"\n\r\e[K{notice}\e[A\r");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (writer != Console.Out)
        {
            writer?.Dispose();
        }
    }

    /// <summary>A log has each notice once; a terminal again, because <c>dotnet test</c> wipes it with its own lines.</summary>
    private void Write(string notice, string onTerminal)
    {
        if (writer is null || (notice == last && !isTerminal))
        {
            return;
        }

        last = notice;
        try
        {
            writer.Write(isTerminal ? onTerminal : notice + "\n");
            writer.Flush();
        }
        catch (IOException)
        {
            // Whoever read along has gone; the tests go on.
        }
    }

    private static NoticeBoard OfParent()
    {
        try
        {
            var output = $"/proc/{ParentId()}/fd/1";
            var target = File.ResolveLinkTarget(output, returnFinalTarget: false)?.FullName ?? "";
            if (target.StartsWith("/dev/pts/", StringComparison.Ordinal) || target.StartsWith("/dev/tty", StringComparison.Ordinal))
            {
                return new NoticeBoard(Open(output), isTerminal: true);
            }

            // Two who write in one file overwrite each other.
            return new NoticeBoard(
                Path.GetFileName(target).StartsWith("pipe:", StringComparison.Ordinal) ? Open(output) : null, isTerminal: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new NoticeBoard(null, isTerminal: false);
        }
    }

    private static StreamWriter Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));

    /// <summary>The fourth field of <c>stat</c>; the second, the program's name, may hold spaces and brackets.</summary>
    private static int ParentId()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
