namespace Zegel.Functions.Clients;

/// <summary>What a client sees of being one: of which company, and of what it is mailed (N48).</summary>
[Allow(Caller.Client)]
public sealed class ShowOwnClient(ClientStore clients)
{
    [Function(nameof(ShowOwnClient))]
    public async Task<Ok<OwnClient>> Run(
        [HttpTrigger(Anonymous, "get", Route = "client")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await clients.ShowOwnAsync(request.SignedIn(), cancellationToken));
}
