using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Takes a mailbox away from somebody (Z25): an owner, the service desk, or the person who leaves it. It counts from the
/// next request of theirs. The only owner stays. Doing it again changes nothing.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class TakeMailbox(AccountStore accounts, MailboxStore mailboxes, TimeProvider time)
{
    [Function(nameof(TakeMailbox))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "mailboxes/{mailboxId}/people/{accountId}")] HttpRequest request,
        string mailboxId,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        var mailbox = await mailboxes.FindOwnedAsync(mailboxId, cancellationToken);
        var isOwner = mailbox?.Owners.Contains(by.AccountId) == true;
        var isLeaving = accountId == by.AccountId && by.MayUse(mailboxId);
        if (mailbox is null || !Ids.IsId(accountId) || !(isOwner || isLeaving || by.Is(Role.ServiceDesk)))
        {
            return new ResourceNotFound().ToResult();
        }

        if (!await mailboxes.TryRemoveOwnerAsync(mailboxId, accountId, by.AccountId, time.GetUtcNow(), cancellationToken))
        {
            return new LastOwner(mailbox.Name).ToResult();
        }

        var isKnown = await Conflicts.RetryAsync<bool>(async () =>
        {
            if (await accounts.FindAsync(accountId, null, cancellationToken) is not { } account)
            {
                return (true, false);
            }

            var memberships = await accounts.MembershipsAsync(accountId, cancellationToken);
            if (memberships.FirstOrDefault(one => one.Value.MailboxId == mailboxId) is not { } membership)
            {
                return (true, true);
            }

            var change = account.Change(time.GetUtcNow());
            change.Rows.Delete(membership.RowKey, ETag.All);
            change.Notify(NoticeKind.AccessTaken, mailbox: mailbox.Name);
            change.Audit(AuditEvent.AccessTaken, actor: by.AccountId, also: [mailboxId]);
            return (await accounts.TrySaveAsync(change, cancellationToken), true);
        });
        if (!isKnown)
        {
            return new ResourceNotFound().ToResult();
        }

        await mailboxes.ForgetPersonAsync(mailboxId, accountId, cancellationToken);
        return TypedResults.NoContent();
    }
}
