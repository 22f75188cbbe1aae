using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Forgotten password: mails a link when there is such an account (N9); someone who was only invited gets the
/// invitation again. The answer and the work are the same for an unknown address.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class RequestPasswordLink(AccountStore accounts, PasswordLinks links, Throttle throttle, TimeProvider time)
{
    public sealed record Request(string Email) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(EmailAddress.Parse(Email) is not null, "email", "email-invalid");
    }

    [Function(nameof(RequestPasswordLink))]
    public async Task<Results<Accepted, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "password/link")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var email = EmailAddress.Parse(body.Email)!;
        if (await throttle.TakeAsync(cancellationToken, links.LimitsOf(email)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var now = time.GetUtcNow();
        var (account, partition) = await accounts.FindByEmailAsync(email, cancellationToken);
        if (account is null)
        {
            await accounts.PretendAsync(partition, now, cancellationToken);
        }
        else
        {
            var change = account.Change(now);
            if (account.Head.Value.IsActive)
            {
                PasswordLinks.Mail(change, SecurityNumbers.PasswordLinkLifetime);
            }
            else
            {
                PasswordLinks.InviteAgain(change);
            }

            // False: another press was first, and mailed it.
            await accounts.TrySaveAsync(change, cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }
}
