#pragma warning disable CA1050, MA0047 // The runtime looks for this very name, outside every namespace.

/// <summary>
/// Runs in the worker before its program: ends it when its standard input does, so when the host that holds the other end
/// is gone. Microsoft's worker stays on without a host. Uses the runtime only: nothing else is loaded yet.
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime.</summary>
    public static void Initialize() =>
        new Thread(static () =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nobody writes; the end is what is waited for.
            }

            Environment.Exit(0);
        })
        {
            IsBackground = true,
        }.Start();
}
