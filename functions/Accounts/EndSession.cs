namespace Zegel.Functions.Accounts;

/// <summary>Ends one of the person's sessions or remembered devices.</summary>
[Allow(Caller.Account)]
public sealed class EndSession(
    StorageClients storage, RememberedDevices devices, AccountStore accounts, AccountDetails details, TimeProvider time)
{
    [Function(nameof(EndSession))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "account/sessions/{sessionId}")] HttpRequest request,
        string sessionId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (!Ids.IsId(sessionId))
        {
            return new ResourceNotFound().ToResult();
        }

        await devices.EndAsync(signedIn.AccountId, sessionId, cancellationToken);
        var sessions = await storage.Accounts.ReadAllAsync(
            Row.In(signedIn.AccountId, Row.Prefix(SessionStore.Prefix)), cancellationToken);
        foreach (var session in sessions.Where(session => AccountDetails.IdOf(session.RowKey) == sessionId))
        {
            await storage.Accounts.DeleteEntityAsync(signedIn.AccountId, session.RowKey, ETag.All, cancellationToken);
        }

        await accounts.AuditAsync(signedIn.AccountId, AccountEvents.SessionEnded, time.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(await details.GetAsync(signedIn, cancellationToken));
    }
}
