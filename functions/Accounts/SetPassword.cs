using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Sets the password and logs in at once (N6): the second factor is asked, or chosen, as in every log-in. The link is
/// used up, every session ends, second factors and content stay as they are, and the owner is told (N8).
/// </summary>
[Allow(Caller.Anyone)]
public sealed class SetPassword(
    PasswordLinks links, NewPassword newPassword, Passwords passwords, LogInSteps steps, AccountStore accounts, TimeProvider time)
{
    public sealed record Request(string Secret, string Password, string? Name, string Language) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.That(Password.Length <= SecurityNumbers.PasswordMaximum * 4, "password", "password-long");
            checks.That(!Password.Contains('\uFFFE', StringComparison.Ordinal), "password", "password-invalid");
            checks.Line(Name, 0, 100, "name");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(SetPassword))]
    public async Task<Results<Ok<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "password/{accountId}/set")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (account, problem) = await links.FindAsync(accountId, body.Secret, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var change = account!.Change(time.GetUtcNow());
        if (change.Head.State == AccountState.Invited)
        {
            if (string.IsNullOrWhiteSpace(body.Name))
            {
                return new BadInput("name", "length-1-100").ToResult();
            }

            change.Head = change.Head with { Name = body.Name.Trim(), Language = body.Language, State = AccountState.Active };
        }

        if (await newPassword.RefuseAsync(change.Head, body.Password, cancellationToken) is { } refusal)
        {
            return new BadInput("password", refusal).ToResult();
        }

        change.Credentials = change.Credentials with
        {
            PasswordHash = passwords.Hash(body.Password),
            PasswordLinkVersion = change.Credentials.PasswordLinkVersion + 1,
            PasswordLinkUntil = null,
        };
        change.EndSessions();
        change.Notify(NoticeKind.PasswordSet);
        change.Audit(AuditEvent.PasswordSet);
        var (step, refused) = await steps.AfterPasswordAsync(request, change, cancellationToken);
        if (refused is null)
        {
            return TypedResults.Ok(step);
        }

        // Logging in must wait, since codes are refused or cannot be sent; the new password must not.
        return refused is not ChangedMeanwhile && await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(new LogInStep(NextStep.LogIn, null, [], null, null, null, 0, null))
            : new ChangedMeanwhile().ToResult();
    }
}
