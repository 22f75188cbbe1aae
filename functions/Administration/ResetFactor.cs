using Zegel.Functions.Accounts.Passkeys;

namespace Zegel.Functions.Administration;

/// <summary>
/// Takes all second factors away from somebody who lost theirs (T26): the next log-in, with the password, chooses a new
/// one and cannot postpone that; it needs the code that the service desk says, or a day's wait, as the organisation
/// chose. Every session ends, and the owner is told by mail and at the number that was used. Doing it again changes
/// nothing and tells nobody, unless the code can no longer be typed: then there is another.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ResetFactor(ShownAccounts accounts, SignInPolicyStore policies, StorageClients storage)
{
    /// <summary>Why, in the words of the service desk; the audit record beside it says who and when.</summary>
    private sealed record Reason(string Text, string By, DateTimeOffset At);

    public sealed record Request(string Reason) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.Text(Reason, TypedText.ShortestReason, TypedText.LongestReason, "reason");
    }

    [Function(nameof(ResetFactor))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/factor-reset")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn().AccountId;
        if (accountId == by)
        {
            return new OwnAccount().ToResult();
        }

        var policy = await policies.GetAsync(cancellationToken);
        var account = await accounts.ChangeAsync(
            accountId,
            change => ResetAsync(change, policy.ResetProof, TypedText.Text(body.Reason), by, cancellationToken),
            cancellationToken);
        return account is null ? new ResourceNotFound().ToResult()
            : account.State is AccountState.Suspended or AccountState.Ended ? new AccountShut().ToResult()
            : TypedResults.Ok(account);
    }

    private async Task<bool> ResetAsync(
        AccountChange change, ResetProof proof, string reason, string by, CancellationToken cancellationToken)
    {
        var isAgain = change.Head.Reset is { Proof: ResetProof.Code }
            && change.Credentials.ResetCode?.IsOpen(change.Now) != true;
        if (change.Head.IsShut || (change.Credentials.Factors.Count == 0 && !isAgain))
        {
            return false;
        }

        var phone = change.Credentials.Sms?.Phone;
        var opensAt = change.Now + (proof == ResetProof.Wait ? SecurityNumbers.ResetWait : TimeSpan.Zero);
        change.Credentials = change.Credentials.Reset() with
        {
            ResetCode = proof == ResetProof.Code ? ResetCode.New(change.Now) : null,
        };
        change.Head = change.Head with { Reset = new FactorReset(proof, opensAt) };
        change.EndSessions();
        foreach (var passkey in await storage.Accounts.ReadAllAsync(
            Row.In(change.Head.AccountId, Row.Prefix(StoredPasskey.Prefix)), cancellationToken))
        {
            change.Rows.Delete(passkey.RowKey, ETag.All);
        }

        change.Notify(AdministrationNotices.FactorReset, date: proof == ResetProof.Wait ? opensAt : null);
        if (phone is not null)
        {
            change.Announce(new OutboxItem
            {
                Kind = AccountNotices.NumberEndedSms, To = phone, Language = change.Head.Language,
                OperationId = OutboxChanges.NewOperation(),
            });
        }

        change.Rows.Insert($"reason~{Guid.CreateVersion7(change.Now):N}", new Reason(reason, by, change.Now));
        change.Audit(AdministrationEvents.FactorReset, method: proof.ToString(), actor: by);
        return true;
    }
}
