using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>Sends the code of a log-in again: the same code, and its tries are not counted anew.</summary>
[Allow(Caller.Anyone)]
public sealed class SendLogInCode(AccountStore accounts, Throttle throttle, TimeProvider time)
{
    [Function(nameof(SendLogInCode))]
    public async Task<Results<Accepted<LogIn.Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "login/code")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var now = time.GetUtcNow();
        var cookie = request.Cookies[Cookies.LogIn];
        if (SessionStore.AccountOf(cookie) is not { } accountId
            || await accounts.FindAsync(accountId, Tokens.Hash(cookie!), cancellationToken) is not { Proof: { } proof } account
            || !proof.Value.IsOpen(now)
            || account.Credentials.Value.Phone is not { } phone)
        {
            return new LogInExpired().ToResult();
        }

        if (proof.Value.ResendAt is not { } resendAt)
        {
            return new LogInExpired().ToResult();
        }

        if (resendAt > now || (await throttle.TakeAsync(cancellationToken, LogIn.LogInCodeLimits(accountId)) is { } until && (resendAt = until) > now))
        {
            return new TooManyRequests(resendAt).ToResult();
        }

        var again = proof.Value with { Sends = proof.Value.Sends + 1, LastSentAt = now };
        return await accounts.TrySendProofAsync(account, Tokens.Hash(cookie!), again, phone, NoticeKind.LogInSms, now, null, cancellationToken)
            ? TypedResults.Accepted((string?)null, new LogIn.Response(PhoneNumber.Mask(phone), again.ExpiresAt, again.ResendAt))
            : new ChangedMeanwhile().ToResult();
    }
}
