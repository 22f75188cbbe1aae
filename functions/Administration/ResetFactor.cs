using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Accounts.Passkeys;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Administration;

/// <summary>
/// Takes all second factors away from somebody who lost theirs (T26): the next log-in, with the password, chooses a new
/// one and cannot postpone that. Every session ends, and the owner is told by mail and at the number that was used.
/// Doing it again changes nothing and tells nobody.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ResetFactor(ShownAccounts accounts, StorageClients storage)
{
    /// <summary>Why, in the words of the service desk; the audit record beside it says who and when.</summary>
    private sealed record Reason(string Text, string By, DateTimeOffset At);

    public sealed record Request(string Reason) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            var length = Reason.Trim().EnumerateRunes().Count();
            checks.That(length is >= 10 and <= 500, "reason", "length-10-500");
        }
    }

    [Function(nameof(ResetFactor))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{accountId}/factor-reset")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn().AccountId;
        if (accountId == by)
        {
            return new OwnAccount().ToResult();
        }

        var account = await accounts.ChangeAsync(
            accountId, change => ResetAsync(change, body.Reason.Trim(), by, cancellationToken), cancellationToken);
        return account is null ? new ResourceNotFound().ToResult() : TypedResults.Ok(account);
    }

    private async Task<bool> ResetAsync(AccountChange change, string reason, string by, CancellationToken cancellationToken)
    {
        if (change.Credentials.Factors.Count == 0)
        {
            return false;
        }

        var phone = change.Credentials.Sms?.Phone;
        change.Credentials = change.Credentials.Reset();
        change.Head = change.Head with { WasReset = true };
        change.EndSessions();
        foreach (var passkey in await storage.Accounts.ReadAllAsync(Row.In(change.Head.AccountId, Row.Prefix(StoredPasskey.Prefix)), cancellationToken))
        {
            change.Rows.Delete(passkey.RowKey, ETag.All);
        }

        change.Notify(NoticeKind.FactorReset);
        if (phone is not null)
        {
            change.Announce(new OutboxItem
            {
                Kind = NoticeKind.NumberEndedSms, To = phone, Language = change.Head.Language, OperationId = OutboxChanges.NewOperation(),
            });
        }

        change.Rows.Insert($"reason~{Guid.CreateVersion7(change.Now):N}", new Reason(reason, by, change.Now));
        change.Audit(AuditEvent.FactorReset, actor: by);
        return true;
    }
}
