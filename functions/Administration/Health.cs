using System.Diagnostics;

namespace Zegel.Functions.Administration;

/// <summary>A part that the functions need.</summary>
/// <param name="Name">Which: <c>tables</c>, <c>queues</c>, <c>content</c> or <c>vault</c>.</param>
/// <param name="Ok">Whether it answered in time.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record HealthOfPart(string Name, bool Ok, long Milliseconds);

/// <summary>Asks the parts that the functions need how they are, once in ten seconds, however many ask.</summary>
public sealed partial class Health(
    StorageClients storage, SealingKey sealingKey, MasterKey masterKey, TimeProvider time, ILogger<Health> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private (DateTimeOffset At, Task<HealthOfPart[]> Parts)? latest;

    /// <summary>How each part is.</summary>
    public async Task<IReadOnlyList<HealthOfPart>> AskAsync()
    {
        var now = time.GetUtcNow();
        if (latest is not { } known || known.At + Kept < now)
        {
            known = (now, AskPartsAsync());
            latest = known;
        }

        return await known.Parts;
    }

    private Task<HealthOfPart[]> AskPartsAsync() => Task.WhenAll(
        TimeAsync("tables", token => storage.Organisation.GetEntityIfExistsAsync<TableEntity>(
            "health", "health", cancellationToken: token)),
        TimeAsync("queues", token => storage.ConversationHints.GetPropertiesAsync(token)),
        TimeAsync("content", token => storage.Sealed.ExistsAsync(token)),
        TimeAsync("vault", token => Task.WhenAll(sealingKey.AskAsync(token), masterKey.AskAsync(token))));

    private async Task<HealthOfPart> TimeAsync(string name, Func<CancellationToken, Task> ask)
    {
        using var patience = new CancellationTokenSource(Patience);
        var clock = Stopwatch.StartNew();
        try
        {
            await ask(patience.Token);
            return new HealthOfPart(name, true, clock.ElapsedMilliseconds);
        }
        catch (Exception exception)
        {
            // Whatever it is: this is the place where it is told.
            LogAway(exception, name);
            return new HealthOfPart(name, false, clock.ElapsedMilliseconds);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The health check got no answer from {Part}")]
    private partial void LogAway(Exception exception, string part);
}
