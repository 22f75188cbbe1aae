namespace Zegel.Functions.Administration;

/// <summary>
/// Changes the rules for logging in; they count from the next request of anybody. The others of the service desk are
/// told, so that nobody weakens them unseen; whoever needs a second factor by it hears that from a timer
/// (<c>RemindOfSecondFactor</c>).
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class SetSignInPolicy(
    SignInPolicyStore policies, AccountStore accounts, AccountList list, MailboxStore mailboxes, TimeProvider time)
{
    public sealed record Request(DateOnly? SecondFactorFrom, bool EmailAllowed, int RememberDays, ResetProof ResetProof)
        : ICheckedBody
    {
        // Outside of these a date is a slip of the finger.
        private static readonly DateOnly First = new(2020, 1, 1);
        private static readonly DateOnly Last = new(2099, 12, 31);

        public void Check(Checks checks)
        {
            checks.That(SecondFactorFrom is null || (SecondFactorFrom >= First && SecondFactorFrom <= Last),
                "secondFactorFrom", "date-invalid");
            checks.That(RememberDays >= 0 && RememberDays <= SecurityNumbers.RememberLifetime.TotalDays, "rememberDays",
                "number-0-30");
        }
    }

    [Function(nameof(SetSignInPolicy))]
    public async Task<Ok<SignInPolicyView>> Run(
        [HttpTrigger(Anonymous, "post", Route = "sign-in-policy")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var now = time.GetUtcNow();
        var former = await policies.GetAsync(cancellationToken);
        var wanted = new SignInPolicy(body.SecondFactorFrom, body.EmailAllowed, body.RememberDays, body.ResetProof)
            .After(former, now);
        if (wanted != former)
        {
            var by = request.SignedIn().AccountId;
            await TellOthersAsync(by, cancellationToken);
            await policies.SetAsync(wanted, cancellationToken, changes =>
            {
                // The audit record holds no values: what was so until now stays beside it.
                changes.Insert($"former-sign-in-policy~{Guid.CreateVersion7(now):N}", former);
                changes.Audit(new AuditRecord(AdministrationEvents.SignInPolicyChanged, now, by));
            });
        }

        return TypedResults.Ok(SignInPolicyView.Of(wanted, await mailboxes.ListNamesAsync(cancellationToken)));
    }

    /// <summary>Before the change: cut off in between, they hear of one that did not come, never the reverse.</summary>
    private async Task TellOthersAsync(string by, CancellationToken cancellationToken)
    {
        await foreach (var accountId in list.WithRoleAsync(Role.ServiceDesk, cancellationToken))
        {
            if (accountId != by)
            {
                await Conflicts.RetryAsync<bool>(() => TellAsync(accountId, cancellationToken));
            }
        }
    }

    private async Task<(bool Done, bool Told)> TellAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(accountId, null, cancellationToken) is not { Head.Value.IsActive: true } account)
        {
            return (true, false);
        }

        var change = account.Change(time.GetUtcNow());
        change.Notify(AdministrationNotices.SignInPolicyChanged);
        return (await accounts.TrySaveAsync(change, cancellationToken), true);
    }
}
