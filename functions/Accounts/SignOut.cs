using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;

namespace Zegel.Functions.Accounts;

/// <summary>Ends the session on the server (A32).</summary>
[Allow(Caller.Anyone)]
public sealed class SignOut(SessionStore sessions, AccountStore accounts, TimeProvider time)
{
    [Function(nameof(SignOut))]
    public async Task<NoContent> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign-out")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var cookie = request.Cookies[Cookies.Session];
        if (await sessions.FindAsync(cookie, cancellationToken) is { } staff)
        {
            await sessions.EndAsync(cookie, cancellationToken);
            await accounts.AuditAsync(staff.AccountId, AuditEvent.LoggedOut, time.GetUtcNow(), cancellationToken);
        }

        request.HttpContext.Response.EndCookie(Cookies.Session);
        return TypedResults.NoContent();
    }
}
