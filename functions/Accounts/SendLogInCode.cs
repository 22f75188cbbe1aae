namespace Zegel.Functions.Accounts;

/// <summary>Sends the code of a log-in again: the same code, and its tries are not counted anew.</summary>
[Allow(Caller.Anyone)]
public sealed class SendLogInCode(
    AccountStore accounts, LogInCodes codes, SignInPolicyStore policies, TimeProvider time)
{
    [Function(nameof(SendLogInCode))]
    public async Task<Results<Accepted<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login/code")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var now = time.GetUtcNow();
        var cookie = request.Cookies[Cookies.LogIn];
        if (SessionStore.AccountOf(cookie) is not { } accountId
            || await accounts.FindAsync(accountId, Tokens.Hash(cookie!), cancellationToken)
                is not { Proof: { } proof } account
            || !proof.Value.IsOpen(account.Head.Value, now)
            || proof.Value.ResendAt is not { } resendAt)
        {
            return new LogInExpired().ToResult();
        }

        var policy = await policies.OfAsync(account.Head.Value, cancellationToken);
        if (!account.Credentials.Value.Methods(policy).Contains(proof.Value.Method))
        {
            return new LogInExpired().ToResult();
        }

        if (resendAt > now)
        {
            return new TooManyRequests(resendAt).ToResult();
        }

        var change = account.Change(now);
        if ((await codes.SendAsync(change, proof.Value, cancellationToken)).IsRefused(out var problem, out var sent))
        {
            return problem.ToResult();
        }

        change.Rows.Replace(proof, sent);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Accepted((string?)null, LogInCodes.StepOf(change, sent, policy))
            : new ChangedMeanwhile().ToResult();
    }
}
