namespace Zegel.Functions.Mailboxes;

/// <summary>Everybody who can use the mailbox now, by name.</summary>
[Allow(Caller.Staff)]
public sealed class ListColleagues(Colleagues colleagues)
{
    /// <param name="Colleagues">Who asks is one of them.</param>
    /// <param name="Me">Which.</param>
    public sealed record Response(IReadOnlyList<Colleague> Colleagues, AccountId Me);

    [Function(nameof(ListColleagues))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/colleagues")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken) =>
        request.SignedIn().MayUse(mailboxId)
            ? TypedResults.Ok(new Response(
                await colleagues.ListAsync(MailboxId.From(mailboxId), cancellationToken),
                request.SignedIn().AccountId))
            : new ResourceNotFound().ToResult();
}
