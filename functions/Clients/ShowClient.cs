namespace Zegel.Functions.Clients;

/// <summary>A client of a mailbox as the office knows it; of a company the people too who look along for it.</summary>
[Allow(Caller.Staff)]
public sealed class ShowClient(ClientStore clients, ExtraAccounts extras)
{
    /// <param name="Client">The person or the company.</param>
    /// <param name="Accounts">The extra accounts of a company, by name; it alone decides about them.</param>
    public sealed record Response(ShownClient Client, IReadOnlyList<ShownExtraAccount> Accounts);

    [Function(nameof(ShowClient))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "mailboxes/{mailboxId}/clients/{clientId}")] HttpRequest request,
        string mailboxId,
        string clientId,
        CancellationToken cancellationToken) =>
        request.SignedIn().MayUse(mailboxId)
        && await clients.FindOfAsync(MailboxId.From(mailboxId), clientId, cancellationToken) is { } client
            ? TypedResults.Ok(new Response(
                ShownClient.Of(client),
                [.. (await extras.OfAsync(client.Value, cancellationToken)).Select(ShownExtraAccount.Of)]))
            : new ResourceNotFound().ToResult();
}
