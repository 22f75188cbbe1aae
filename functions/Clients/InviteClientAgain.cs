namespace Zegel.Functions.Clients;

/// <summary>Mails a client's invitation again; one that expired has a new date, one that works stays (X20).</summary>
[Allow(Caller.Staff)]
public sealed class InviteClientAgain(ClientStore clients, Throttle throttle)
{
    [Function(nameof(InviteClientAgain))]
    public async Task<Results<Accepted<ShownClient>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/clients/{clientId}/invitation")]
        HttpRequest request,
        string mailboxId,
        string clientId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (!by.MayUse(mailboxId)
            || await clients.FindOfAsync(MailboxId.From(mailboxId), clientId, cancellationToken) is null)
        {
            return new ResourceNotFound().ToResult();
        }

        if (await throttle.TakeAsync(cancellationToken, MakeClients.LimitOf(by)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var invited = await clients.ChangeAsync(clientId, change => change.InviteAgain(by), cancellationToken);
        return invited.IsRefused(out var problem, out var client)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, ShownClient.Of(client));
    }
}
