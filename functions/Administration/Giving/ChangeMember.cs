namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Changes the right of somebody who may use a mailbox, or when it ends: an owner at once; the service desk takes away
/// at once, and asks for a yes where somebody would get more. The only owner stays. Doing it again changes nothing.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class ChangeMember(
    AccountStore accounts, MailboxStore mailboxes, GrantAccess grant, AccessRequester requester, TimeProvider time)
{
    /// <param name="Right">Of somebody's own mailbox delegate; of a group's member or owner.</param>
    /// <param name="Until">When it ends; null: it does not.</param>
    public sealed record Request(MemberRight Right, DateTimeOffset? Until) : ICheckedBody
    {
        /// <summary>What fits depends on the mailbox.</summary>
        public void Check(Checks checks)
        {
        }
    }

    [Function(nameof(ChangeMember))]
    public async Task<Results<Ok<GiveMailbox.Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/people/{accountId}")] HttpRequest request,
        string mailboxId,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (by, now) = (request.SignedIn(), time.GetUtcNow());
        var mailbox = await mailboxes.FindOwnedAsync(mailboxId, cancellationToken);
        var isOwner = mailbox?.IsOwnedBy(by.AccountId) == true;
        if (mailbox is null || !(isOwner || by.Is(Role.ServiceDesk)) || !AccountId.TryFrom(accountId, out var theirs)
            || await accounts.FindAsync(theirs, null, cancellationToken) is not { Head.Value: var head }
            || await accounts.FindMembershipAsync(theirs, mailbox.MailboxId, cancellationToken) is not { } stored)
        {
            return new ResourceNotFound().ToResult();
        }

        var given = new GivenRight(body.Right, body.Until);
        if (given.Refuse(mailbox, now) is { } wrong)
        {
            return wrong.ToResult();
        }

        if (!isOwner && given.IsWiderThan(mailbox.MemberOf(theirs, stored.Value), now))
        {
            var asking = await requester.AskAsync(by, head, mailbox, given, cancellationToken);
            return asking.IsRefused(out var problem, out var asked)
                ? problem.ToResult()
                : TypedResults.Ok(
                    new GiveMailbox.Response(ShownRequest.Of(asked, _ => mailbox.Name, mayGive: false)));
        }

        return await grant.SetAsync(theirs, mailbox, given, by.AccountId, cancellationToken) is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(new GiveMailbox.Response(null));
    }
}
