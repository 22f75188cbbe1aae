namespace Zegel.Functions.Starters;

/// <summary>With which mailbox a starter opens a conversation (D7).</summary>
[Allow(Caller.Anyone)]
public sealed class ShowStarter(StarterStore starters, MailboxNames names)
{
    public sealed record Response(string StarterId, string Mailbox);

    [Function(nameof(ShowStarter))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "starters/{starterId}")] HttpRequest request,
        string starterId,
        CancellationToken cancellationToken) =>
        await starters.FindAsync(starterId, cancellationToken) is { } starter
            ? TypedResults.Ok(new Response(
                starter.StarterId, await names.GetAsync(starter.MailboxId, cancellationToken)))
            : new ResourceNotFound().ToResult();
}
