namespace Zegel.Functions.Dossiers;

/// <summary>Who can handle dossiers of a mailbox: everybody who can use it.</summary>
[Allow(Caller.Staff)]
public sealed class ListHandlers(Handlers handlers)
{
    public sealed record Response(IReadOnlyList<DossierPerson> People);

    [Function(nameof(ListHandlers))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/handlers")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        return TypedResults.Ok(new Response(
            await handlers.ListAsync(MailboxId.From(mailboxId), cancellationToken)));
    }
}
