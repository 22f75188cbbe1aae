using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>First step of logging in: address and password; a code then goes to the account's phone (Z6, Z8).</summary>
[Allow(Caller.Anyone)]
public sealed class LogIn(
    AccountStore accounts, WrongPasswords wrongPasswords, Passwords passwords, Throttle throttle, TimeProvider time)
{
    public sealed record Request(string Email, string Password) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Email.Length <= EmailAddress.MaximumLength, "email", "email-invalid");
            checks.That(Password.Length <= SecurityNumbers.PasswordMaximum * 4, "password", "password-long");
            checks.That(!Password.Contains('\uFFFE', StringComparison.Ordinal), "password", "password-invalid");
        }
    }

    public sealed record Response(string Phone, DateTimeOffset ExpiresAt, DateTimeOffset? ResendAt);

    [Function(nameof(LogIn))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "login")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var email = EmailAddress.Parse(body.Email) ?? body.Email;
        var now = time.GetUtcNow();
        if (await wrongPasswords.CountAsync(email, now, cancellationToken) is { } retryAt)
        {
            return new LogInRefused(retryAt).ToResult();
        }

        // Known and unknown addresses take the same reads, the same hashing and the same writes up to the refusal.
        var account = await accounts.FindByEmailAsync(email, cancellationToken);
        var verified = passwords.Verify(account?.Credentials.Value.PasswordHash, body.Password);
        if (verified == PasswordVerificationResult.Failed || account is not { Head.Value.IsActive: true, Credentials.Value.Phone: { } phone })
        {
            await accounts.AuditAsync("log-ins-" + Expiries.Hour(now), AuditEvent.LogInRefused, now, cancellationToken);
            return new LogInRefused(null).ToResult();
        }

        await wrongPasswords.ForgetAsync(email, now, cancellationToken);
        var accountId = account.Head.Value.AccountId;
        var refusedUntil = account.Credentials.Value.CodesRefusedUntil(now)
            ?? await throttle.TakeAsync(cancellationToken, LogInCodeLimits(accountId));
        if (refusedUntil is { } until)
        {
            return new LogInRefused(until).ToResult();
        }

        var cookie = accountId + "." + Tokens.New();
        var proof = PhoneProof.New(now);
        var rehashed = verified == PasswordVerificationResult.SuccessRehashNeeded
            ? account.Credentials.Value with { PasswordHash = passwords.Hash(body.Password) }
            : null;
        if (!await accounts.TrySendProofAsync(account, Tokens.Hash(cookie), proof, phone, NoticeKind.LogInSms, now,
            changes =>
            {
                if (rehashed is not null)
                {
                    changes.Replace(account.Credentials, rehashed);
                }
            },
            cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        request.HttpContext.Response.SetCookie(Cookies.LogIn, cookie);
        return TypedResults.Ok(new Response(PhoneNumber.Mask(phone), proof.ExpiresAt, proof.ResendAt));
    }

    internal static Limit[] LogInCodeLimits(string accountId) =>
    [
        new("log-in-code", accountId, SecurityNumbers.LogInCodesPerHour, TimeSpan.FromHours(1)),
        new("log-in-code-day", accountId, SecurityNumbers.LogInCodesPerDay, TimeSpan.FromDays(1)),
    ];
}
