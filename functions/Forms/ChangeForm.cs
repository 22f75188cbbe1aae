namespace Zegel.Functions.Forms;

/// <summary>
/// Staff saves the draft of a form, from the revision that was read on: of two colleagues at once the second is given
/// what the first saved. Safe to repeat.
/// </summary>
[Allow(Caller.Staff)]
public sealed class ChangeForm(ChangingForms changing)
{
    /// <param name="Revision">The revision it follows on.</param>
    /// <param name="Header">Its title, and how many questions it has; under the mailbox's key.</param>
    /// <param name="Definition">The form; under the mailbox's key.</param>
    public sealed record Request(int Revision, SealedNote Header, SealedNote Definition) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Revision > 0, "revision", "not-a-revision");
            FormChecks.Notes(checks, Header, Definition);
        }
    }

    [Function(nameof(ChangeForm))]
    public async Task<Results<Ok<FormItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/forms/{formId}/draft")] HttpRequest request,
        string mailboxId,
        string formId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, mailboxId, formId,
            (found, draft, now) => Decide(request, mailboxId, body, found, draft, now), cancellationToken);
        return changed.IsRefused(out var problem, out var form) ? problem.ToResult() : TypedResults.Ok(form);
    }

    private static Outcome<FormChange> Decide(
        HttpRequest request, string mailboxId, Request body, FoundForm found, SealedNote draft, DateTimeOffset now)
    {
        var form = found.Value;
        if (FormChecks.Refuse(mailboxId, body.Header, body.Definition) is { } refusal)
        {
            return refusal;
        }

        if (form.BodyHash == request.BodyHash())
        {
            return new FormChange(form);
        }

        if (form.Revision != body.Revision)
        {
            return new FormChanged(found.Shown, draft);
        }

        var saved = form with
        {
            Revision = form.Revision + 1, BodyHash = request.BodyHash(), At = now, By = request.SignedIn().Name,
        };
        return new FormChange(saved, FormEvents.FormChanged, body.Header, body.Definition);
    }
}
