using Zegel.Functions.Access;

namespace Zegel.Functions.Accounts;

/// <summary>Who is signed in, until when, and which mailboxes they may use.</summary>
[Allow(Caller.Enrolling)]
public sealed class ShowSession
{
    [Function(nameof(ShowSession))]
    public Ok<SessionView> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "session")] HttpRequest request) =>
        TypedResults.Ok(SessionView.Of(request.SignedIn()));
}
