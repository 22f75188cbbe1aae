namespace Zegel.Functions.Forms;

/// <summary>A form of a mailbox as it was saved last, and what was published of it.</summary>
[Allow(Caller.Staff)]
public sealed class OpenForm(FormStore forms)
{
    /// <param name="Form">The form.</param>
    /// <param name="Definition">Its draft.</param>
    /// <param name="Versions">What was published, the first one first.</param>
    public sealed record Response(FormItem Form, SealedNote Definition, IReadOnlyList<FormVersion> Versions);

    [Function(nameof(OpenForm))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/forms/{formId}")] HttpRequest request,
        string mailboxId,
        string formId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId) || !Ids.IsId(formId)
            || await forms.FindAsync(MailboxId.From(mailboxId), formId, cancellationToken) is not { } form)
        {
            return new ResourceNotFound().ToResult();
        }

        var draft = await forms.GetDraftAsync(MailboxId.From(mailboxId), formId, cancellationToken);
        return TypedResults.Ok(new Response(form.Shown, draft, form.Value.Versions));
    }
}
