using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>
/// Logs in with a passkey: alone, or as the second factor after a password. The authenticator asked for a fingerprint,
/// a face or a PIN, so it is a whole log-in: possession and something more (NIST SP 800-63B-4 3.1.7).
/// </summary>
[Allow(Caller.Anyone)]
public sealed class LogInWithPasskey(
    AccountStore accounts, PasskeyStore passkeys, PasskeyCeremony ceremony, LogInSteps steps,
    SignInPolicyStore policies, TimeProvider time)
{
    /// <param name="Credential">WebAuthn <c>AuthenticationResponseJSON</c>.</param>
    /// <param name="Remember">Whether this device stays signed in.</param>
    public sealed record Request(JsonElement Credential, bool Remember = false) : ICheckedBody
    {
        public void Check(Checks checks) => PasskeyCeremony.Check(Credential, checks);
    }

    [Function(nameof(LogInWithPasskey))]
    public async Task<Results<Ok<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login/passkey")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (await ProveAsync(request, body.Credential, cancellationToken) is not { } proved)
        {
            return await RefuseAsync(null, cancellationToken);
        }

        var done = await Conflicts.RetryAsync(async () =>
        {
            var result = await CompleteAsync(
                request, proved.AccountId, proved.Passkey, body.Remember, cancellationToken);
            return (!result.MetAnotherChange(), result);
        });
        return !done.IsRefused(out var problem, out var step) ? TypedResults.Ok(step)
            : problem is PasskeyRefused ? await RefuseAsync(proved.AccountId, cancellationToken)
            : problem.ToResult();
    }

    private async Task<ProblemHttpResult> RefuseAsync(AccountId? accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Not in the account's partition: anybody can name an account, and fill it.
        await accounts.AuditAsync(
            "log-ins-" + Expiries.Hour(now), AccountEvents.LogInRefused, now, cancellationToken, accountId);
        return new PasskeyRefused().ToResult();
    }

    /// <summary>Whose passkey answered the question to this browser; null when the answer is not right.</summary>
    private async Task<(AccountId AccountId, UserPasskeyInfo Passkey)?> ProveAsync(
        HttpRequest request, JsonElement credential, CancellationToken cancellationToken)
    {
        var cookie = request.Cookies[Cookies.Passkey];
        if (SessionStore.AccountOf(cookie) is not { } partition)
        {
            return null;
        }

        request.HttpContext.Response.DeleteCookie(Cookies.Passkey);
        if (await passkeys.TakeAsync(partition, Tokens.Hash(cookie!), cancellationToken) is not { } taken
            || (taken.AccountId ?? PasskeyCeremony.AccountOf(credential)) is not { } accountId)
        {
            return null;
        }

        var owner = await passkeys.OwnerAsync(accountId, cancellationToken);
        return await ceremony.AssertAsync(request.HttpContext, owner, taken.State, credential) is { } passkey
            ? (accountId, passkey) : null;
    }

    /// <summary>On what is stored now: a passkey removed meanwhile is none, and a counter counts once.</summary>
    private async Task<Outcome<LogInStep>> CompleteAsync(
        HttpRequest request, AccountId accountId, UserPasskeyInfo passkey, bool remember,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var logIn = request.Cookies[Cookies.LogIn];
        var account = await accounts.FindAsync(accountId, logIn is null ? null : Tokens.Hash(logIn), cancellationToken);
        var stored = (await passkeys.ListAsync(accountId, cancellationToken))
            .FirstOrDefault(other => other.RowKey == StoredPasskey.RowOf(passkey.CredentialId));
        if (account?.Head.Value.Removal is { } removed && stored is { Value.SuspendedAt: null })
        {
            return removed;
        }

        if (account is not { Head.Value.IsActive: true } || stored is null or { Value.SuspendedAt: not null })
        {
            return new PasskeyRefused();
        }

        if (stored.Value.IsCloned(passkey.SignCount))
        {
            // Which of the two is the owner's nobody can tell: neither lets in any more, nor does what either let in.
            var refused = account.Change(now);
            refused.Credentials =
                refused.Credentials with { SuspendedPasskeys = refused.Credentials.SuspendedPasskeys + 1 };
            refused.Rows.Replace(stored, stored.Value with { SuspendedAt = now });
            refused.EndSessions();
            refused.Audit(AccountEvents.PasskeyCloned);
            refused.Notify(AccountNotices.PasskeyCopied);
            return await accounts.TrySaveAsync(refused, cancellationToken)
                ? new PasskeyRefused()
                : new ChangedMeanwhile();
        }

        var change = account.Change(now);
        change.Credentials = change.Credentials.Right();
        change.Rows.Replace(stored, stored.Value.Used(passkey, now));
        if (account.Proof is { } proof)
        {
            change.Rows.Delete(proof.RowKey, ETag.All);
        }

        var policy = await policies.OfAsync(change.Head, cancellationToken);
        return await steps.CompleteAsync(request, change, FactorMethod.Passkey, remember, policy, cancellationToken);
    }
}
