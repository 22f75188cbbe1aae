using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Accounts;

/// <summary>First step of logging in: address and password; a second factor follows (Z6, Z8, T3).</summary>
[Allow(Caller.Anyone)]
public sealed class LogIn(
    AccountStore accounts, LogInSources sources, WrongPasswords wrongPasswords, Passwords passwords, LogInSteps steps,
    TimeProvider time)
{
    public sealed record Request(string Email, string Password) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Email.Length <= EmailAddress.MaximumTyped, "email", "email-long");
            checks.That(Password.Length <= SecurityNumbers.PasswordMaximum * 4, "password", "password-long");
            checks.That(!Password.Contains('\uFFFE', StringComparison.Ordinal), "password", "password-invalid");
        }
    }

    [Function(nameof(LogIn))]
    public async Task<Results<Ok<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var email = EmailAddress.Parse(body.Email) ?? body.Email;
        var now = time.GetUtcNow();
        var from = sources.Of(request, email);
        if (await sources.CountAsync(from, cancellationToken) is { } networkRetryAt)
        {
            return new TooManyRequests(networkRetryAt).ToResult();
        }

        if (await wrongPasswords.CountAsync(email, from, now, cancellationToken) is { } retryAt)
        {
            return new LogInRefused(retryAt).ToResult();
        }

        // Known and unknown addresses take the same reads, the same hashing and the same writes up to the refusal.
        var (account, holder, partition) = await accounts.FindByEmailAsync(
            email, cancellationToken, alsoRemoved: true);
        var verified = passwords.Verify(account?.Credentials.Value.PasswordHash, body.Password);
        if (verified != PasswordVerificationResult.Failed && account?.Head.Value.Removal is { } removed)
        {
            // Whoever knows the password hears why, and who can restore it (X19); anybody else hears what all hear.
            await accounts.AuditAsync(
                "log-ins-" + Expiries.Hour(now), AccountEvents.LogInRefused, now, cancellationToken, holder);
            return removed.ToResult();
        }

        if (verified == PasswordVerificationResult.Failed || account is not { Head.Value.IsActive: true })
        {
            // Not in the account's partition, which anybody could fill; the record says whose log-in it was.
            await accounts.AuditAsync(
                "log-ins-" + Expiries.Hour(now), AccountEvents.LogInRefused, now, cancellationToken, holder);
            var wrong = await wrongPasswords.NoteWrongAsync(email, now, cancellationToken);
            if (wrong == SecurityNumbers.WrongPasswordsBeforeNotice)
            {
                await WarnAsync(account, partition, now, cancellationToken);
            }

            return new LogInRefused(null).ToResult();
        }

        await wrongPasswords.ForgetAsync(email, from, now, cancellationToken);
        var rehashed = verified == PasswordVerificationResult.SuccessRehashNeeded
            ? passwords.Hash(body.Password) : null;
        var after = await steps.AfterPasswordAsync(request, account, Proved, cancellationToken);
        return after.IsRefused(out var problem, out var step) ? problem.ToResult() : TypedResults.Ok(step);

        // An account that was shut meanwhile, and a password that is no longer its own, let nobody in.
        AccountChange? Proved(Account current)
        {
            var credentials = current.Credentials.Value;
            var isSame = credentials.PasswordHash == account.Credentials.Value.PasswordHash;
            if (!current.Head.Value.IsActive
                || (!isSame
                    && passwords.Verify(credentials.PasswordHash, body.Password) == PasswordVerificationResult.Failed))
            {
                return null;
            }

            var change = current.Change(now);
            change.Credentials =
                isSame && rehashed is not null ? credentials with { PasswordHash = rehashed } : credentials;
            return change;
        }
    }

    private async Task WarnAsync(
        Account? account, string partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (account is not { Head.Value.IsActive: true })
        {
            await accounts.PretendAsync(partition, now, cancellationToken);
            return;
        }

        var change = account.Change(now);
        change.Notify(AccountNotices.ManyWrongPasswords);
        // False: the account changed at this very moment; the next wrong password of a day tells nothing more.
        await accounts.TrySaveAsync(change, cancellationToken);
    }
}
