namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Every five minutes: gives what was announced to everybody a day ago and was not stopped, and takes away pointers to
/// requests that the purge ended. Costs what is open; safe to run twice and late.
/// </summary>
public sealed partial class GiveAfterWaiting(AccessRequests requests, ILogger<GiveAfterWaiting> log)
{
    [Function(nameof(GiveAfterWaiting))]
    public async Task Run([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var given = await requests.GiveWhatIsDueAsync(cancellationToken);
        if (given > 0)
        {
            LogGiven(given);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Gave {Count} roles that nobody stopped")]
    private partial void LogGiven(int count);
}
