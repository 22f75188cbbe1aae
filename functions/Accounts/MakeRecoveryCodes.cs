namespace Zegel.Functions.Accounts;

/// <summary>Makes recovery codes and shows them once; old ones and every other session end (N47).</summary>
[Allow(Caller.Account, Recent = true)]
public sealed class MakeRecoveryCodes(AccountStore accounts, OtherSessions others, RootSecret root, TimeProvider time)
{
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    [Function(nameof(MakeRecoveryCodes))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/recovery-codes")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var account = (await accounts.FindAsync(request.SignedIn().AccountId, null, cancellationToken))!;
        if (account.Credentials.Value.Factors.Count == 0)
        {
            return new SecondFactorRequired().ToResult();
        }

        var change = account.Change(time.GetUtcNow());
        if (!await others.EndAsync(request, change, cancellationToken))
        {
            return new NotSignedIn().ToResult();
        }

        var (shown, stored) = RecoveryCodes.Make(root, change.Now);
        change.Credentials = change.Credentials with { Recovery = stored };
        change.Notify(AccountNotices.RecoveryCodesMade);
        change.Audit(AccountEvents.RecoveryCodesMade);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(new Response(shown))
            : new ChangedMeanwhile().ToResult();
    }
}
