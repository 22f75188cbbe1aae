namespace Zegel.Functions.Accounts;

/// <summary>
/// Sets the password and logs in at once (N6): the second factor is asked, or chosen, as in every log-in. The link is
/// used up, every session ends, second factors and content stay as they are, and the owner is told (N8).
/// </summary>
[Allow(Caller.Anyone)]
public sealed class SetPassword(
    PasswordLinks links, NewPassword newPassword, Passwords passwords, LogInSteps steps, AccountStore accounts,
    TimeProvider time)
{
    public sealed record Request(string Secret, string Password, string? Name, string Language) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.That(Password.Length <= SecurityNumbers.PasswordMaximum * 4, "password", "password-long");
            checks.That(!Password.Contains('\uFFFE', StringComparison.Ordinal), "password", "password-invalid");
            checks.Line(Name, 0, TypedText.LongestName, "name");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(SetPassword))]
    public async Task<Results<Ok<LogInStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "password/{accountId}/set")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if ((await links.FindAsync(accountId, body.Secret, cancellationToken))
            .IsRefused(out var problem, out var account))
        {
            return problem.ToResult();
        }

        if (account.Head.Value.State == AccountState.Invited && string.IsNullOrWhiteSpace(body.Name))
        {
            return new BadInput("name", "length-1-100").ToResult();
        }

        if (await newPassword.RefuseAsync(
            HeadWith(account.Head.Value, body), body.Password, cancellationToken) is { } refusal)
        {
            return new BadInput("password", refusal).ToResult();
        }

        var now = time.GetUtcNow();
        var hash = passwords.Hash(body.Password);
        var after = await steps.AfterPasswordAsync(request, account, Set, cancellationToken);
        if (!after.IsRefused(out _, out var step))
        {
            return TypedResults.Ok(step);
        }

        // Logging in must wait, since codes are refused or cannot be sent; the new password must not.
        return !after.MetAnotherChange() && await accounts.TrySaveAsync(Set(account)!, cancellationToken)
            ? TypedResults.Ok(new LogInStep(NextStep.LogIn, null, [], null, null, null, 0, null))
            : new ChangedMeanwhile().ToResult();

        // A link sets one password.
        AccountChange? Set(Account current)
        {
            var (head, credentials) = (current.Head.Value, current.Credentials.Value);
            if (head.IsShut || credentials.PasswordLinkVersion != account.Credentials.Value.PasswordLinkVersion)
            {
                return null;
            }

            var change = current.Change(now);
            change.Head = HeadWith(head, body);
            change.Credentials = credentials with
            {
                PasswordHash = hash, PasswordLinkVersion = credentials.PasswordLinkVersion + 1,
                PasswordLinkUntil = null,
            };
            change.EndSessions();
            if (head.State == AccountState.Invited)
            {
                change.Audit(AccountEvents.AccountAccepted);
            }

            change.Notify(AccountNotices.PasswordSet);
            change.Audit(AccountEvents.PasswordSet);
            return change;
        }
    }

    /// <summary>Whoever was invited gives their name with their first password.</summary>
    private static AccountHead HeadWith(AccountHead head, Request body) =>
        head.State == AccountState.Invited && body.Name is { } name
            ? head with { Name = TypedText.Line(name), Language = body.Language, State = AccountState.Active } : head;
}
