namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>
/// Removes a passkey and signs its owner out everywhere else; the last second factor that counts stays (A30). Safe to
/// repeat: one that is not there is removed.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class RemovePasskey(
    AccountStore accounts, PasskeyStore passkeys, OtherSessions others, SignInPolicyStore policies,
    AccountDetails details, TimeProvider time)
{
    [Function(nameof(RemovePasskey))]
    public async Task<Results<Ok<AccountDetails.View>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "account/passkeys/{passkeyId}")] HttpRequest request,
        string passkeyId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (!StoredPasskey.IsId(passkeyId))
        {
            return new ResourceNotFound().ToResult();
        }

        var refusal = await Conflicts.RetryAsync(() => RemoveAsync(request, passkeyId, cancellationToken));
        return refusal is null
            ? TypedResults.Ok(await details.GetAsync(signedIn, cancellationToken))
            : refusal.ToResult();
    }

    private async Task<(bool Done, Problem? Refusal)> RemoveAsync(
        HttpRequest request, string passkeyId, CancellationToken cancellationToken)
    {
        var accountId = request.SignedIn().AccountId;
        var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
        var unwanted = (await passkeys.ListAsync(accountId, cancellationToken))
            .FirstOrDefault(passkey => passkey.RowKey == $"{StoredPasskey.Prefix}~{passkeyId}");
        if (unwanted is null)
        {
            return (true, null);
        }

        var change = account.Change(time.GetUtcNow());
        change.Credentials = change.Credentials with
        {
            Passkeys = change.Credentials.Passkeys - 1,
            SuspendedPasskeys = change.Credentials.SuspendedPasskeys - (unwanted.Value.SuspendedAt is null ? 0 : 1),
        };
        if (change.Credentials.Counting(await policies.GetAsync(cancellationToken)).Count == 0)
        {
            return (true, new LastFactor());
        }

        if (!await others.EndAsync(request, change, cancellationToken))
        {
            return (true, new NotSignedIn());
        }

        change.Rows.Delete(unwanted.RowKey, unwanted.ETag);
        change.Notify(AccountNotices.FactorRemoved, FactorMethod.Passkey);
        change.Audit(AccountEvents.FactorRemoved, FactorNames.Of(FactorMethod.Passkey));
        return (await accounts.TrySaveAsync(change, cancellationToken), null);
    }
}
