namespace Zegel.Functions.Audit;

/// <summary>
/// One thing that happened. It is written in the transaction of what happened, in the same partition, so that neither
/// exists without the other. Ids only: no address, number, subject, name or code.
/// </summary>
/// <param name="Event">What.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a participant id, an account id, or <c>system</c>.</param>
/// <param name="About">What it was done to: ids and roles with spaces between, or null.</param>
/// <param name="Method">By which proof: <c>none</c>, <c>sms</c>, <c>account</c>, or null.</param>
/// <param name="OnBehalfOf">The mailbox's participant for which an account acted, or null.</param>
/// <param name="Delegated">The mailbox in which a delegate did it, whose owner is shown it too; null: nobody's.</param>
public sealed record AuditRecord(
    AuditEvent Event, DateTimeOffset At, string Actor, string? About = null, string? Method = null,
    string? OnBehalfOf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MailboxId? Delegated = null);

/// <summary>Adds audit records to what changes.</summary>
public static class AuditChanges
{
    /// <summary>Writes the record down with what changes.</summary>
    public static void Audit(this Changes changes, AuditRecord record) => changes.InsertAudit(record.At, record);
}
