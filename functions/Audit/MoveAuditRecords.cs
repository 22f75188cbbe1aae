namespace Zegel.Functions.Audit;

/// <summary>Moves the audit records of the partitions in a hint into the trail. Safe to run twice.</summary>
public sealed class MoveAuditRecords(AuditMover mover)
{
    [Function(nameof(MoveAuditRecords))]
    public Task Run(
        [QueueTrigger(StorageClients.AuditQueue, Connection = StorageClients.Connection)] string message,
        CancellationToken cancellationToken) =>
        mover.MoveAsync(AuditHints.Read(message), cancellationToken);
}
