namespace Zegel.Functions.Conversations.Drafts;

/// <summary>
/// Deletes a draft as it was read, with its files. One that somebody else changed stays, and so does one that was sent
/// and waits. The query names the <c>revision</c> that was read.
/// </summary>
[Allow(Caller.Staff)]
public sealed class DeleteDraft(DraftStore drafts, DraftFiles files, TimeProvider time)
{
    [Function(nameof(DeleteDraft))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "mailboxes/{mailboxId}/drafts/{draftId}")] HttpRequest request,
        string mailboxId,
        string draftId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (!request.SignedIn().MayUse(mailboxId) || !Ids.IsId(draftId))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!int.TryParse(request.Query["revision"], CultureInfo.InvariantCulture, out var revision))
        {
            return new BadInput("revision", "not-a-revision").ToResult();
        }

        var (id, staff) = (MailboxId.From(mailboxId), request.SignedIn().AccountId);
        var refused = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var (draft, sent) = await drafts.FindAsync(id, draftId, cancellationToken);
            if (draft is null)
            {
                return (true, null);
            }

            if (sent?.Value.Counts(time.GetUtcNow()) == true)
            {
                return (true, new DraftWaits());
            }

            if (draft.Item.Value.Revision != revision)
            {
                return (true, new DraftChanged(draft.Item.Value.Show(draft.Note, null, staff)));
            }

            var isDone = await drafts.TryDeleteAsync(id, draft, sent, cancellationToken);
            if (isDone)
            {
                await files.EndAsync(id, draft.Item.Value, cancellationToken);
            }

            return (isDone, null);
        });
        return refused is null ? TypedResults.NoContent() : refused.ToResult();
    }
}
