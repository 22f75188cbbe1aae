using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>Completes a log-in by another method than the one that was proposed; tries go on counting.</summary>
[Allow(Caller.Anyone)]
public sealed class ChooseLogInMethod(AccountStore accounts, LogInSteps steps, SignInPolicyStore policies, TimeProvider time)
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
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "login/method")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var now = time.GetUtcNow();
        var cookie = request.Cookies[Cookies.LogIn];
        if (SessionStore.AccountOf(cookie) is not { } accountId
            || await accounts.FindAsync(accountId, Tokens.Hash(cookie!), cancellationToken) is not { Proof: { } proof } account
            || !proof.Value.IsOpen(account.Head.Value, now)
            || !LogInSteps.MethodsOf(account.Credentials.Value).Contains(body.Method))
        {
            return new LogInExpired().ToResult();
        }

        var change = account.Change(now);
        var chosen = proof.Value with { Method = body.Method, ChallengeId = Tokens.NewId(), Sends = 0 };
        var (sent, problem) = await steps.SendAsync(change, chosen, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        change.Rows.Replace(proof, sent);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(LogInSteps.StepOf(change, sent, await policies.GetAsync(cancellationToken)))
            : new ChangedMeanwhile().ToResult();
    }
}
