namespace Zegel.Functions.Maintenance;

/// <summary>
/// Every minute: hints again for outboxes in which something waits, so that a lost queue message or a provider that was
/// away delays a notice and loses none. Costs what waits.
/// </summary>
public sealed class SweepOutboxes(Outbox outbox)
{
    [Function(nameof(SweepOutboxes))]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await outbox.SweepAsync(OutboxOf.Conversations, cancellationToken);
        await outbox.SweepAsync(OutboxOf.Accounts, cancellationToken);
    }
}
