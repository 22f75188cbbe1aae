namespace Zegel.Functions.Accounts;

/// <summary>Mails a fresh invitation to the account's own address, asked from an expired one.</summary>
[Allow(Caller.Anyone)]
public sealed class RenewInvitation(
    Invitation invitation, PasswordLinks links, AccountStore accounts, TimeProvider time)
{
    [Function(nameof(RenewInvitation))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "invitations/{accountId}/fresh")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        var found = await invitation.FindAsync(accountId, body.Secret, cancellationToken, mayBeDead: true);
        if (found.IsRefused(out var problem, out var account))
        {
            return problem.ToResult();
        }

        var mayRepeat = await links.MayRepeatAsync(request, account.Head.Value.Email, cancellationToken);
        var change = account.Change(time.GetUtcNow());
        return !PasswordLinks.InviteAgain(change, mayRepeat) || await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : new ChangedMeanwhile().ToResult();
    }
}
