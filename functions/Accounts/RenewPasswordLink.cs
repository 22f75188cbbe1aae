using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>Mails a fresh link to the account's own address, asked with one press from a dead one.</summary>
[Allow(Caller.Anyone)]
public sealed class RenewPasswordLink(PasswordLinks links, AccountStore accounts, TimeProvider time)
{
    [Function(nameof(RenewPasswordLink))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "password/{accountId}/fresh")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkSecretBody>(cancellationToken);
        var (account, problem) = await links.FindAsync(accountId, body.Secret, cancellationToken);
        if (account is null)
        {
            return problem!.ToResult();
        }

        var mayRepeat = await links.MayRepeatAsync(request, account.Head.Value.Email, cancellationToken);
        var change = account.Change(time.GetUtcNow());
        var lifetime = account.Head.Value.IsActive ? SecurityNumbers.PasswordLinkLifetime : SecurityNumbers.FirstPasswordLinkLifetime;
        return !PasswordLinks.Mail(change, lifetime, mayRepeat) || await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : new ChangedMeanwhile().ToResult();
    }
}
