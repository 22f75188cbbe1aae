namespace Zegel.Local.Host;

/// <summary>Ending what may take no notice.</summary>
internal static class Ending
{
    /// <summary>Whether it ended: it is asked to hurry after <paramref name="patience"/>, and left behind after twice that.</summary>
    public static async Task<bool> InTimeAsync(Func<CancellationToken, Task> stop, TimeSpan patience)
    {
        using var hurry = new CancellationTokenSource(patience);
        try
        {
            await stop(hurry.Token).WaitAsync(patience * 2, TimeProvider.System, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            return false;
        }
    }
}
