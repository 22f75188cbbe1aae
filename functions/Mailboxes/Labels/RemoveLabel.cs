namespace Zegel.Functions.Mailboxes.Labels;

/// <summary>Staff remove a label: no conversation has it any more. Doing it again changes nothing.</summary>
[Allow(Caller.Staff)]
public sealed class RemoveLabel(LabelStore labels, TimeProvider time)
{
    [Function(nameof(RemoveLabel))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "mailboxes/{mailboxId}/labels/{labelId}")] HttpRequest request,
        string mailboxId,
        string labelId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId) || !Ids.IsId(labelId))
        {
            return new ResourceNotFound().ToResult();
        }

        var record = new AuditRecord(
            MailboxEvents.LabelRemoved, time.GetUtcNow(), staff.AccountId, $"{mailboxId} {labelId}", "account");
        await labels.RemoveAsync(MailboxId.From(mailboxId), labelId, record, cancellationToken);
        return TypedResults.NoContent();
    }
}
