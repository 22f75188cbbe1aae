using Zegel.Functions.Access;
using Zegel.Functions.Http;

namespace Zegel.Functions.Accounts;

/// <summary>Mails a fresh invitation to the account's own address, asked from an expired one.</summary>
[Allow(Caller.Anyone)]
public sealed class RenewInvitation(Invitation invitation, PasswordLinks links, AccountStore accounts, TimeProvider time)
{
    [Function(nameof(RenewInvitation))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{accountId}/fresh")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkSecretBody>(cancellationToken);
        var (account, problem) = await invitation.FindAsync(accountId, body.Secret, cancellationToken);
        if (account is null)
        {
            return problem!.ToResult();
        }

        var mayRepeat = await links.MayRepeatAsync(request, account.Head.Value.Email, cancellationToken);
        var change = account.Change(time.GetUtcNow());
        return !PasswordLinks.InviteAgain(change, mayRepeat) || await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : new ChangedMeanwhile().ToResult();
    }
}
