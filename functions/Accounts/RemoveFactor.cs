namespace Zegel.Functions.Accounts;

/// <summary>Removes a second factor and signs out everywhere else; the last one that counts stays (A30).</summary>
[Allow(Caller.Account, Recent = true)]
public sealed class RemoveFactor(
    AccountStore accounts, OtherSessions others, SignInPolicyStore policies, AccountDetails details, TimeProvider time)
{
    [Function(nameof(RemoveFactor))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "account/factors/{method}")] HttpRequest request,
        string method,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (FactorNames.Parse(method) is not { } unwanted)
        {
            return new ResourceNotFound().ToResult();
        }

        var refusal = await Conflicts.RetryAsync(() => RemoveAsync(request, unwanted, cancellationToken));
        return refusal is null
            ? TypedResults.Ok(await details.GetAsync(signedIn, cancellationToken))
            : refusal.ToResult();
    }

    private async Task<(bool Done, Problem? Refusal)> RemoveAsync(
        HttpRequest request, FactorMethod unwanted, CancellationToken cancellationToken)
    {
        var account = (await accounts.FindAsync(request.SignedIn().AccountId, null, cancellationToken))!;
        var change = account.Change(time.GetUtcNow());
        if (!change.Credentials.Factors.Contains(unwanted))
        {
            return (true, null);
        }

        change.Credentials = change.Credentials.Without(unwanted);
        if (change.Credentials.Counting(await policies.GetAsync(cancellationToken)).Count == 0)
        {
            return (true, new LastFactor());
        }

        if (!await others.EndAsync(request, change, cancellationToken))
        {
            return (true, new NotSignedIn());
        }

        if (unwanted == FactorMethod.Sms)
        {
            change.Announce(new OutboxItem
            {
                Kind = AccountNotices.NumberEndedSms, To = account.Credentials.Value.Sms!.Phone,
                Language = change.Head.Language, OperationId = OutboxChanges.NewOperation(),
            });
        }

        change.Notify(AccountNotices.FactorRemoved, unwanted);
        change.Audit(AccountEvents.FactorRemoved, FactorNames.Of(unwanted));
        return (await accounts.TrySaveAsync(change, cancellationToken), null);
    }
}
