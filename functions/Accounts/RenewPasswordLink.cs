namespace Zegel.Functions.Accounts;

/// <summary>Mails a fresh link to the account's own address, asked with one press from a dead one.</summary>
[Allow(Caller.Anyone)]
public sealed class RenewPasswordLink(PasswordLinks links, AccountStore accounts, TimeProvider time)
{
    [Function(nameof(RenewPasswordLink))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "password/{accountId}/fresh")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        var found = await links.FindAsync(accountId, body.Secret, cancellationToken, mayBeDead: true);
        if (found.IsRefused(out var problem, out var account))
        {
            return problem.ToResult();
        }

        var mayRepeat = await links.MayRepeatAsync(request, account.Head.Value.Email, cancellationToken);
        var change = account.Change(time.GetUtcNow());
        var lifetime = account.Head.Value.IsActive
            ? SecurityNumbers.PasswordLinkLifetime : SecurityNumbers.FirstPasswordLinkLifetime;
        return !PasswordLinks.Mail(change, lifetime, mayRepeat)
            || await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : new ChangedMeanwhile().ToResult();
    }
}
