namespace Zegel.Functions.Mailboxes.Labels;

/// <summary>The labels of a mailbox, which its people give to conversations.</summary>
[Allow(Caller.Staff)]
public sealed class ListLabels(LabelStore labels)
{
    /// <param name="Labels">In no order that says anything.</param>
    public sealed record Response(IReadOnlyList<LabelItem> Labels);

    [Function(nameof(ListLabels))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/labels")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken) =>
        request.SignedIn().MayUse(mailboxId)
            ? TypedResults.Ok(new Response(await labels.ListAsync(MailboxId.From(mailboxId), cancellationToken)))
            : new ResourceNotFound().ToResult();
}
