using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>Proves the phone number of someone who was invited; from now on the account may log in.</summary>
[Allow(Caller.Anyone)]
public sealed class ConfirmInvitation(Invitation invitation, AccountStore accounts, RootSecret root, TimeProvider time)
{
    public sealed record Request(string Secret, string Code) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.That(Code.Length is > 0 and <= 40, "code", "length-1-40");
        }
    }

    [Function(nameof(ConfirmInvitation))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{accountId}/confirm")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (_, problem) = await invitation.FindAsync(accountId, body.Secret, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var now = time.GetUtcNow();
        if (await VerifyLogIn.CountTryAsync(accounts, accountId, Invitation.Proof, now, cancellationToken) is not { } proof)
        {
            return new LogInExpired().ToResult();
        }

        var typed = TypedCode.Normalise(body.Code, 6, digitsOnly: true);
        if (typed is null || !Tokens.AreEqual(typed, root.SmsCode(proof.ChallengeId)))
        {
            return new CodeRefused(SecurityNumbers.TriesPerChallenge - proof.Tries, null).ToResult();
        }

        var (account, _) = await invitation.FindAsync(accountId, body.Secret, cancellationToken);
        return account?.Proof?.Value.ChallengeId == proof.ChallengeId
            && await accounts.TryUseProofAsync(account!, credentials => credentials, account!.Head.Value with { IsActive = true },
                AuditEvent.AccountAccepted, now, cancellationToken)
            ? TypedResults.NoContent()
            : new LogInExpired().ToResult();
    }
}
