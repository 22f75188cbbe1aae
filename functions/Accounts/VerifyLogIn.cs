using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>Second step of logging in: the code that came by SMS (Z8). Makes the session.</summary>
[Allow(Caller.Anyone)]
public sealed class VerifyLogIn(AccountStore accounts, SessionStore sessions, RootSecret root, TimeProvider time)
{
    public sealed record Request(string Code) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Code.Length is > 0 and <= 40, "code", "length-1-40");
    }

    [Function(nameof(VerifyLogIn))]
    public async Task<Results<Ok<ShowSession.Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "login/verify")] HttpRequest request,
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
        if (await CountTryAsync(accounts, accountId, proofName, now, cancellationToken) is not { } proof)
        {
            return new LogInExpired().ToResult();
        }

        var typed = TypedCode.Normalise(body.Code, 6, digitsOnly: true);
        if (typed is null || !Tokens.AreEqual(typed, root.SmsCode(proof.ChallengeId)))
        {
            await accounts.AuditAsync(accountId, AuditEvent.LogInRefused, now, cancellationToken);
            return new CodeRefused(SecurityNumbers.TriesPerChallenge - proof.Tries, null).ToResult();
        }

        // The proof's row goes before the session is made: of two right answers at once only one gets a session.
        if (await accounts.FindAsync(accountId, proofName, cancellationToken) is not { Proof: not null } account
            || !await accounts.TryUseProofAsync(account, credentials => credentials, null, AuditEvent.LoggedIn, now, cancellationToken))
        {
            return new LogInExpired().ToResult();
        }

        var session = await sessions.StartAsync(accountId, cancellationToken);
        var response = request.HttpContext.Response;
        response.SetCookie(Cookies.Session, session);
        response.Cookies.Delete(Cookies.LogIn, new CookieOptions { Secure = true, Path = "/" });
        var staff = await sessions.FindAsync(session, cancellationToken);
        return staff is null ? new LogInExpired().ToResult() : TypedResults.Ok(ShowSession.Response.Of(staff));
    }

    /// <summary>
    /// Counts a try on an open proof and returns it as counted; null when there is none to try. Counting comes before
    /// evaluating and under the row's ETag, so that two hundred guesses at once are at most five.
    /// </summary>
    internal static Task<PhoneProof?> CountTryAsync(
        AccountStore accounts, string accountId, string proofName, DateTimeOffset now, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<PhoneProof?>(async () =>
        {
            if (await accounts.FindAsync(accountId, proofName, cancellationToken) is not { Proof: { } proof } account
                || !proof.Value.IsOpen(now)
                || account.Credentials.Value.CodesRefusedUntil(now) is not null)
            {
                return (true, null);
            }

            return (await accounts.TryCountAsync(account, now, cancellationToken), proof.Value with { Tries = proof.Value.Tries + 1 });
        });
}
