namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// How a link stands. Changes nothing, so that a mail scanner that opens links changes nothing (design: a link alone
/// never opens anything).
/// </summary>
[Allow(Caller.Anyone)]
public sealed class LookAtLink(Links links)
{
    [Function(nameof(LookAtLink))]
    public async Task<Results<Ok<LinkState>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/look")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        return await links.FindAsync(request, participantId, body.Secret, cancellationToken) is { } link
            ? TypedResults.Ok(await links.StateAsync(link, cancellationToken))
            : new LinkUnknown().ToResult();
    }
}
