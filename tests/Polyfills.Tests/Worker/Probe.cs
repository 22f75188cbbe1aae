using System.Threading.Channels;

namespace Zegel.Polyfills.Tests.Worker;

/// <summary>What the sample functions did, and what they are to do; one per host.</summary>
public sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<object> seen = Channel.CreateUnbounded<object>();

    /// <summary>What a function does after it reported.</summary>
    public Func<object, CancellationToken, Task> Then { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How many reports nobody took yet.</summary>
    public int Waiting => seen.Reader.Count;

    public async Task ReportAsync(object what, CancellationToken cancellationToken = default)
    {
        await seen.Writer.WriteAsync(what, CancellationToken.None);
        await Then(what, cancellationToken);
    }

    /// <summary>The next report, waited for.</summary>
    public async Task<T> NextAsync<T>()
    {
        using var patience = new CancellationTokenSource(Patience);
        return (T)await seen.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Waits until a condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}

/// <summary>Lives as long as an invocation.</summary>
public sealed class Scoped : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
