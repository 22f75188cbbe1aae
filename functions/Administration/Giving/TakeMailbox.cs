namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Takes a mailbox away from somebody (Z25): an owner, the service desk, or the person who leaves it. It counts from
/// the next request of theirs. The only owner stays. Doing it again changes nothing.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class TakeMailbox(MailboxStore mailboxes, WithdrawAccess withdraw)
{
    [Function(nameof(TakeMailbox))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "mailboxes/{mailboxId}/people/{accountId}")] HttpRequest request,
        string mailboxId,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        var mailbox = await mailboxes.FindOwnedAsync(mailboxId, cancellationToken);
        var isOwner = mailbox?.IsOwnedBy(by.AccountId) == true;
        var isLeaving = accountId == by.AccountId && by.MayUse(mailboxId);
        if (mailbox is null || !AccountId.TryFrom(accountId, out var theirs)
            || !(isOwner || isLeaving || by.Is(Role.ServiceDesk)))
        {
            return new ResourceNotFound().ToResult();
        }

        var problem = await withdraw.TakeAsync(theirs, mailbox, by.AccountId, cancellationToken);
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }
}
