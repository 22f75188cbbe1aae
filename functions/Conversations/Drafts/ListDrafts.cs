namespace Zegel.Functions.Conversations.Drafts;

/// <summary>
/// What the people of a mailbox are writing, on whichever device, and what was sent and waits to go.
/// </summary>
[Allow(Caller.Staff)]
public sealed class ListDrafts(DraftStore drafts)
{
    public sealed record Response(IReadOnlyList<DraftItem> Drafts);

    [Function(nameof(ListDrafts))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/drafts")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken) =>
        request.SignedIn().MayUse(mailboxId)
            ? TypedResults.Ok(new Response(
                await drafts.ListAsync(MailboxId.From(mailboxId), request.SignedIn().AccountId, cancellationToken)))
            : new ResourceNotFound().ToResult();
}
