namespace Zegel.Functions.Audit;

/// <summary>Every five minutes: signs how far the audit trail is. Safe to run twice.</summary>
public sealed class SignAuditTrail(AuditCheckpoints checkpoints)
{
    [Function(nameof(SignAuditTrail))]
    public Task Run([TimerTrigger("45 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        checkpoints.SignAsync(cancellationToken);
}
