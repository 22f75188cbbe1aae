namespace Zegel.Functions.Accounts;

/// <summary>Signs the person out everywhere but in this browser (ASVS V7.4.5).</summary>
[Allow(Caller.Account)]
public sealed class EndOtherSessions(
    AccountStore accounts, OtherSessions others, AccountDetails details, TimeProvider time)
{
    [Function(nameof(EndOtherSessions))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/sessions/end-others")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        var account = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!;
        var change = account.Change(time.GetUtcNow());
        if (!await others.EndAsync(request, change, cancellationToken))
        {
            return new NotSignedIn().ToResult();
        }

        change.Audit(AccountEvents.SessionsEnded);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(await details.GetAsync(signedIn, cancellationToken))
            : new ChangedMeanwhile().ToResult();
    }
}
