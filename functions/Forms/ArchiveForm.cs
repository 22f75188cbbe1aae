namespace Zegel.Functions.Forms;

/// <summary>Staff archives a form, which is offered no more, or takes it out again. Again changes nothing.</summary>
[Allow(Caller.Staff)]
public sealed class ArchiveForm(ChangingForms changing)
{
    /// <param name="IsArchived">Whether it is archived.</param>
    public sealed record Request(bool IsArchived) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Yes or no.
        }
    }

    [Function(nameof(ArchiveForm))]
    public async Task<Results<Ok<FormItem>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/forms/{formId}/archived")] HttpRequest request,
        string mailboxId,
        string formId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, mailboxId, formId, (found, _, _) => Decide(body, found.Value), cancellationToken);
        return changed.IsRefused(out var problem, out var form) ? problem.ToResult() : TypedResults.Ok(form);
    }

    private static Outcome<FormChange> Decide(Request body, Form form) => form.IsArchived == body.IsArchived
        ? new FormChange(form)
        : new FormChange(form with { IsArchived = body.IsArchived }, FormEvents.FormArchived);
}
