namespace Zegel.Functions.Mailboxes.Labels;

/// <summary>
/// Staff make a label, or give it another name or colour, from the revision that was read: of two who do so at once the
/// second is given what the first kept.
/// </summary>
[Allow(Caller.Staff)]
public sealed class KeepLabel(LabelStore labels, TimeProvider time)
{
    /// <summary>Bytes of a sealed label; all of a mailbox are read at once.</summary>
    private const int LargestNote = 1024;

    /// <param name="Revision">The one that was read; 0: it is new.</param>
    /// <param name="Note">Its name and colour.</param>
    public sealed record Request(int Revision, SealedNote Note) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Revision >= 0, "revision", "not-a-revision");
            Note.Check(checks, "note", LargestNote);
        }
    }

    [Function(nameof(KeepLabel))]
    public async Task<Results<Ok<LabelItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/labels/{labelId}")] HttpRequest request,
        string mailboxId,
        string labelId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId) || !Ids.IsId(labelId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!body.Note.BelongsTo(mailboxId))
        {
            return new BadInput("note", "note-metadata").ToResult();
        }

        var record = new AuditRecord(
            MailboxEvents.LabelKept, time.GetUtcNow(), staff.AccountId, $"{mailboxId} {labelId}", "account");
        var outcome = await labels.KeepAsync(
            MailboxId.From(mailboxId), new LabelItem(labelId, body.Revision, body.Note), record, cancellationToken);
        return outcome.IsRefused(out var problem, out var kept) ? problem.ToResult() : TypedResults.Ok(kept);
    }
}
