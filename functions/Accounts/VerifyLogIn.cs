namespace Zegel.Functions.Accounts;

/// <summary>Second step of logging in: the code of the chosen method (Z8, T14, N47). Makes the session.</summary>
[Allow(Caller.Anyone)]
public sealed class VerifyLogIn(
    AccountStore accounts, LogInSteps steps, LogInCodes codes, SignInPolicyStore policies, TimeProvider time)
{
    public sealed record Request(string Code, bool Remember = false) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(Code.Length <= TypedCode.MaximumLength, "code", "length-0-8000");
    }

    [Function(nameof(VerifyLogIn))]
    public async Task<Results<Ok<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login/verify")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var cookie = request.Cookies[Cookies.LogIn];
        if (SessionStore.AccountOf(cookie) is not { } accountId)
        {
            return new LogInExpired().ToResult();
        }

        var now = time.GetUtcNow();
        var proofName = Tokens.Hash(cookie!);
        var (counted, code) = await accounts.CountTryAsync(accountId, proofName, body.Code, now, cancellationToken);
        if (counted is not { Proof: { } proof })
        {
            return new LogInExpired().ToResult();
        }

        if (code is null)
        {
            return new NotACode(proof.Value.Form.Length).ToResult();
        }

        var policy = await policies.OfAsync(counted.Head.Value, cancellationToken);
        if (codes.Check(counted, policy, code, now) is null)
        {
            await accounts.AuditAsync(accountId, AccountEvents.LogInRefused, now, cancellationToken);
            return new CodeRefused(proof.Value.TriesLeft, null).ToResult();
        }

        var done = await Conflicts.RetryAsync<Outcome<LogInStep>>(async () =>
        {
            // On what is stored now: of two right answers one finds its proof, and a code of an app counts once.
            var account = await accounts.FindAsync(accountId, proofName, cancellationToken);
            if (account?.Proof?.Value.ChallengeId != proof.Value.ChallengeId
                || account.Proof.Value.Generation != account.Head.Value.Generation
                || codes.Check(account, policy, code, now) is not { } credentials)
            {
                return (true, new LogInExpired());
            }

            var change = account.Change(now);
            change.Credentials = credentials;
            change.Rows.Delete(account.Proof.RowKey, ETag.All);
            if (proof.Value.Method == FactorMethod.Recovery)
            {
                change.Notify(AccountNotices.RecoveryCodeUsed);
            }

            var result = await steps.CompleteAsync(
                request, change, proof.Value.Method, body.Remember, policy, cancellationToken);
            return (!result.MetAnotherChange(), result);
        });
        return done.IsRefused(out var problem, out var step) ? problem.ToResult() : TypedResults.Ok(step);
    }
}
