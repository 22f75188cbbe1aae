using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>Removes a second factor; the last one stays (A30).</summary>
[Allow(Caller.Account, Recent = true)]
public sealed class RemoveFactor(AccountStore accounts, AccountDetails details, TimeProvider time)
{
    [Function(nameof(RemoveFactor))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "account/factors/{method}")] HttpRequest request,
        string method,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (FactorNames.Parse(method) is not { } unwanted)
        {
            return new ResourceNotFound().ToResult();
        }

        var refusal = await Conflicts.RetryAsync(() => RemoveAsync(signedIn.AccountId, unwanted, cancellationToken));
        return refusal is null ? TypedResults.Ok(await details.GetAsync(signedIn, cancellationToken)) : refusal.ToResult();
    }

    private async Task<(bool Done, Problem? Refusal)> RemoveAsync(string accountId, FactorMethod unwanted, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
        var change = account.Change(time.GetUtcNow());
        if (!change.Credentials.Factors.Contains(unwanted))
        {
            return (true, null);
        }

        if (change.Credentials.Factors.Count == 1)
        {
            return (true, new LastFactor());
        }

        if (unwanted == FactorMethod.Sms)
        {
            change.Announce(new OutboxItem
            {
                Kind = NoticeKind.NumberEndedSms, To = change.Credentials.Sms!.Phone, Language = change.Head.Language,
                OperationId = OutboxChanges.NewOperation(),
            });
        }

        change.Credentials = change.Credentials.Without(unwanted);
        change.Notify(NoticeKind.FactorRemoved, unwanted);
        change.Audit(AuditEvent.FactorRemoved, LogInSteps.NameOf(unwanted));
        return (await accounts.TrySaveAsync(change, cancellationToken), null);
    }
}
