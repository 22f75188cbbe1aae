namespace Zegel.Functions.Storage;

/// <summary>Reading again and trying again when a change met another one.</summary>
public static class Conflicts
{
    private const int Tries = 16;
    private const int LongestWait = 60;

    /// <summary>The same, of what was read already: it is read again only after it met another change.</summary>
    public static Task<T> RetryAsync<TRead, T>(
        TRead read, Func<Task<TRead>> readAgain, Func<TRead, Task<(bool Done, T Result)>> attempt)
    {
        var isFirst = true;
        return RetryAsync(async () =>
        {
            var now = isFirst ? read : await readAgain();
            isFirst = false;
            return await attempt(now);
        });
    }

    /// <summary>
    /// Runs <paramref name="attempt"/> until it reports that it is done. It reads afresh each time, so that what it
    /// decides is decided on what is stored.
    /// </summary>
    /// <exception cref="ConflictException">It met another change every time; nothing was changed.</exception>
    public static async Task<T> RetryAsync<T>(Func<Task<(bool Done, T Result)>> attempt)
    {
        for (var i = 0; i < Tries; i++)
        {
            var (done, result) = await attempt();
            if (done)
            {
                return result;
            }

            // A random wait, so that those who met once do not meet again. No row is changed by everybody:
            // docs/performance.md lists those that some share.
            var wait = RandomNumberGenerator.GetInt32(1, Math.Min(LongestWait, 4 << Math.Min(i, 6)));
            await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
        }

        throw new ConflictException();
    }
}
