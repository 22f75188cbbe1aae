namespace Zegel.Functions.Accounts;

/// <summary>Who is signed in, until when, and which mailboxes they may use.</summary>
[Allow(Caller.Enrolling)]
public sealed class ShowSession(MailboxNames names)
{
    [Function(nameof(ShowSession))]
    public async Task<Ok<SessionView>> Run(
        [HttpTrigger(Anonymous, "get", Route = "session")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await SessionView.OfAsync(request.SignedIn(), names, cancellationToken));
}
