namespace Zegel.Tests.Turns;

/// <summary>
/// The turn of one suite of this clone, as a lock of the operating system on a file under <c>artifacts/</c>: it ends with
/// the process that holds it, however that ends.
/// </summary>
public sealed class Turn : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly FileStream held;

    private Turn(FileStream held) => this.held = held;

    /// <summary>Takes the turn as soon as no other process has it.</summary>
    /// <param name="folder">Where the clone keeps its turns; made when it is not there.</param>
    /// <param name="suite">Who asks, for those who wait for it.</param>
    /// <param name="waiting">Told who has the turn, again and again as long as it waits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Turn> WaitAsync(
        string folder, string suite, Action<string> waiting, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var holder = Path.Combine(folder, "holder");
        while (true)
        {
            if (TryLock(Path.Combine(folder, "lock")) is { } held)
            {
                await File.WriteAllTextAsync(holder, suite, CancellationToken.None);
                return new Turn(held);
            }

            waiting(NameIn(holder));
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    /// <summary>The lock, or null when another process has it.</summary>
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string NameIn(string holder)
    {
        try
        {
            return File.ReadAllText(holder) is { Length: > 0 } name ? name : "another suite";
        }
        catch (IOException)
        {
            // Its turn began this moment: the name is being written.
            return "another suite";
        }
    }
}
