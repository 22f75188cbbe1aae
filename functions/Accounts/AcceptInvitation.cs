using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Organisations;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Takes the name, password and phone number of someone who was invited, and sends a code to the number. The account is
/// active only after that code. Again before that: the newest values count.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class AcceptInvitation(
    Invitation invitation, AccountStore accounts, OrganisationStore organisations, Passwords passwords, Throttle throttle,
    RootSecret root, IOptions<SmsOptions> sms, TimeProvider time)
{
    public sealed record Request(string Secret, string Name, string Password, string Phone, string Language) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.Line(Name, 1, 100, "name");
            checks.That(Password.Length <= SecurityNumbers.PasswordMaximum * 4 && !Password.Contains('\uFFFE', StringComparison.Ordinal), "password", "password-invalid");
            checks.That(PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(AcceptInvitation))]
    public async Task<Results<Accepted<LogIn.Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{accountId}/accept")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (account, problem) = await invitation.FindAsync(accountId, body.Secret, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var organisation = await organisations.GetAsync(cancellationToken);
        if (PasswordRule.Refuse(body.Password, organisation.Name, account!.Head.Value.Email) is { } refusal)
        {
            return new BadInput("password", refusal).ToResult();
        }

        if (!sms.Value.IsConfigured)
        {
            return new Unavailable().ToResult();
        }

        var now = time.GetUtcNow();
        var phone = PhoneNumber.Parse(body.Phone)!;
        if (await throttle.TakeAsync(cancellationToken, [.. PhoneLimits.Of(root, phone, sms.Value), new Limit("invitation-code", accountId, SecurityNumbers.InvitationCodesPerDay, TimeSpan.FromDays(1))]) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var proof = PhoneProof.New(now);
        var head = account.Head.Value with { Name = body.Name.Trim(), Language = body.Language };
        var credentials = account.Credentials.Value with { PasswordHash = passwords.Hash(body.Password), Phone = phone };
        return await accounts.TrySendProofAsync(account, Invitation.Proof, proof, phone, NoticeKind.PhoneSms, now,
            changes => AccountStore.Replace(changes, account, head, credentials), cancellationToken)
            ? TypedResults.Accepted((string?)null, new LogIn.Response(PhoneNumber.Mask(phone), proof.ExpiresAt, proof.ResendAt))
            : new ChangedMeanwhile().ToResult();
    }
}
