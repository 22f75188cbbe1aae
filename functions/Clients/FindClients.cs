namespace Zegel.Functions.Clients;

/// <summary>
/// The clients of a mailbox in whose name or address some words stand, a part of the list at a time: everybody who was
/// made a client for it, whether in a dossier or not. The words are names of people, which is why it is no GET.
/// </summary>
[Allow(Caller.Staff)]
public sealed class FindClients(MailboxClients list)
{
    private const int MaximumWords = 100;

    /// <param name="Words">Empty for all.</param>
    /// <param name="Cursor">The <c>next</c> of the part before; null for the first.</param>
    public sealed record Request(string Words, string? Cursor) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Words.Length <= MaximumWords, "words", "length-0-100");
            checks.That(Cursor is null || Ids.IsId(Cursor), "cursor", "cursor-invalid");
        }
    }

    /// <param name="Clients">By name; may be empty while there is a next part.</param>
    /// <param name="Next">The cursor of the next part; null at the end.</param>
    public sealed record Response(IReadOnlyList<ShownClient> Clients, string? Next);

    [Function(nameof(FindClients))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/client-search")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (!request.SignedIn().MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var (clients, next) = await list.SearchAsync(
            MailboxId.From(mailboxId), body.Words.Trim(), body.Cursor, cancellationToken);
        return TypedResults.Ok(new Response(clients, next));
    }
}
