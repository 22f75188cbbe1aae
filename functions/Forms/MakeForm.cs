namespace Zegel.Functions.Forms;

/// <summary>Staff makes a form, which is not published yet. Safe to repeat.</summary>
[Allow(Caller.Staff)]
public sealed class MakeForm(FormStore forms, TimeProvider time)
{
    /// <param name="FormId">Made by the browser.</param>
    /// <param name="Header">Its title, and how many questions it has; under the mailbox's key.</param>
    /// <param name="Definition">The form; under the mailbox's key.</param>
    public sealed record Request(string FormId, SealedNote Header, SealedNote Definition) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(FormId), "formId", "id-invalid");
            FormChecks.Notes(checks, Header, Definition);
        }
    }

    [Function(nameof(MakeForm))]
    public async Task<Results<Created<FormItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/forms")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (FormChecks.Refuse(mailboxId, body.Header, body.Definition) is { } refusal)
        {
            return refusal.ToResult();
        }

        var (mailbox, now) = (MailboxId.From(mailboxId), time.GetUtcNow());
        var form = new Form
        {
            FormId = body.FormId,
            MadeBy = $"{staff.AccountId}:{request.BodyHash()}",
            Revision = 1,
            BodyHash = request.BodyHash(),
            At = now,
            By = staff.Name,
        };
        var all = await forms.ListAsync(mailbox, cancellationToken);
        if (all.FirstOrDefault(one => one.Value.FormId == body.FormId) is { } before)
        {
            return Answer(before, form);
        }

        if (all.Count >= SecurityNumbers.FormsInMailbox)
        {
            return new FormsFull().ToResult();
        }

        var record = new AuditRecord(
            FormEvents.FormMade, now, staff.AccountId, $"{mailboxId} {body.FormId}", "account");
        return await forms.TryMakeAsync(mailbox, form, body.Header, body.Definition, record, cancellationToken)
            ? TypedResults.Created((string?)null, form.Show(body.Header))
            : Answer((await forms.FindAsync(mailbox, body.FormId, cancellationToken))!, form);
    }

    private static Results<Created<FormItem>, ProblemHttpResult> Answer(FoundForm before, Form wanted) =>
        before.Value.MadeBy == wanted.MadeBy
            ? TypedResults.Created((string?)null, before.Shown) : new IdTaken().ToResult();
}
