namespace Zegel.Functions.Forms;

/// <summary>The forms of a mailbox, those included that are archived; the one that changed last first.</summary>
[Allow(Caller.Staff)]
public sealed class ListForms(FormStore forms)
{
    public sealed record Response(IReadOnlyList<FormItem> Forms);

    [Function(nameof(ListForms))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/forms")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var found = await forms.ListAsync(MailboxId.From(mailboxId), cancellationToken);
        return TypedResults.Ok(new Response(
            [.. found.OrderByDescending(form => form.Value.At).Select(form => form.Shown)]));
    }
}
