namespace Zegel.Functions.Accounts;

/// <summary>
/// Completes a log-in by another method than the one that was proposed; tries go on counting. A code is sent the first
/// time a method is chosen; who comes back to it has that code, and can have it sent again after the wait
/// (<c>SendLogInCode</c>).
/// </summary>
[Allow(Caller.Anyone)]
public sealed class ChooseLogInMethod(
    AccountStore accounts, LogInCodes codes, SignInPolicyStore policies, TimeProvider time)
{
    public sealed record Request(FactorMethod Method) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Every method may be named; whether this account has it is decided below.
        }
    }

    [Function(nameof(ChooseLogInMethod))]
    public async Task<Results<Ok<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login/method")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var now = time.GetUtcNow();
        var cookie = request.Cookies[Cookies.LogIn];
        if (SessionStore.AccountOf(cookie) is not { } accountId
            || await accounts.FindAsync(accountId, Tokens.Hash(cookie!), cancellationToken)
                is not { Proof: { } proof } account
            || !proof.Value.IsOpen(account.Head.Value, now))
        {
            return new LogInExpired().ToResult();
        }

        var policy = await policies.OfAsync(account.Head.Value, cancellationToken);
        if (!account.Credentials.Value.Methods(policy).Contains(body.Method))
        {
            return new LogInExpired().ToResult();
        }

        var change = account.Change(now);
        var chosen = proof.Value.By(body.Method);
        if (chosen.Sends == 0
            && (await codes.SendAsync(change, chosen, cancellationToken)).IsRefused(out var problem, out chosen))
        {
            return problem.ToResult();
        }

        change.Rows.Replace(proof, chosen);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(LogInCodes.StepOf(change, chosen, policy))
            : new ChangedMeanwhile().ToResult();
    }
}
