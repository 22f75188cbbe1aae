namespace Zegel.Functions.Accounts;

/// <summary>Ends the session on the server, and with it everything of this device (A32).</summary>
[Allow(Caller.Anyone)]
public sealed class SignOut(SessionStore sessions, RememberedDevices devices, AccountStore accounts, TimeProvider time)
{
    [Function(nameof(SignOut))]
    public async Task<NoContent> Run(
        [HttpTrigger(Anonymous, "post", Route = "sign-out")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var cookie = request.Cookies[Cookies.Session];
        var signedIn = await sessions.FindAsync(cookie, cancellationToken);
        if (RememberedCookie.Read(request.Cookies[Cookies.Remembered]) is { } remembered)
        {
            await devices.EndAsync(remembered, cancellationToken);
        }

        if (signedIn is not null)
        {
            if (signedIn.Session.Value.SeriesId is { } seriesId)
            {
                await devices.EndAsync(signedIn.AccountId, seriesId, cancellationToken);
            }

            await sessions.EndAsync(cookie, cancellationToken);
            await accounts.AuditAsync(signedIn.AccountId, AccountEvents.LoggedOut, time.GetUtcNow(), cancellationToken);
        }

        var response = request.HttpContext.Response;
        response.DeleteCookie(Cookies.Remembered);
        response.DeleteCookie(Cookies.LogIn);
        response.EndCookie(Cookies.Session);
        return TypedResults.NoContent();
    }
}
