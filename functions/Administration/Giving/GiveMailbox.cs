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
/// Lets somebody use a mailbox (Z24): an owner of it at once; the service desk asks for an owner's or a second one's yes.
/// Doing it again changes nothing.
/// </summary>
[Allow(Caller.Account, Recent = true)]
public sealed class GiveMailbox(AccountStore accounts, AccountList list, MailboxStore mailboxes, AskingForAccess asking, TimeProvider time)
{
    /// <param name="Email">The colleague's address.</param>
    /// <param name="AsOwner">Whether they shall decide who reads it too.</param>
    public sealed record Request(string Email, bool AsOwner) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    /// <param name="Asked">What waits for a yes; null when it was given.</param>
    public sealed record Response(ShownRequest? Asked);

    [Function(nameof(GiveMailbox))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mailboxes/{mailboxId}/people")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var by = request.SignedIn();
        var mailbox = await mailboxes.FindOwnedAsync(mailboxId, cancellationToken);
        var isOwner = mailbox?.Owners.Contains(by.AccountId) == true;
        if (mailbox is null || !(isOwner || by.Is(Role.ServiceDesk)))
        {
            return new ResourceNotFound().ToResult();
        }

        if ((await accounts.FindByEmailAsync(EmailAddress.Parse(body.Email)!, cancellationToken)).Account is not { } account)
        {
            return new NoSuchColleague().ToResult();
        }

        if (isOwner)
        {
            return await GiveAsync(account.AccountId, mailbox, body.AsOwner, by.AccountId, cancellationToken) is { } refusal
                ? refusal.ToResult()
                : TypedResults.Ok(new Response(null));
        }

        var (asked, problem) = await asking.AskAsync(by, account.Head.Value, mailbox, body.AsOwner, cancellationToken);
        return problem is null ? TypedResults.Ok(new Response(ShownRequest.Of(asked!, mayGive: false))) : problem.ToResult();
    }

    private async Task<Problem?> GiveAsync(
        string accountId, OwnedMailbox mailbox, bool asOwner, string by, CancellationToken cancellationToken)
    {
        await mailboxes.NotePersonAsync(mailbox.MailboxId, accountId, cancellationToken);
        var problem = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
            if (account.Head.Value.IsShut)
            {
                return (true, new AccountShut());
            }

            if ((await accounts.MembershipsAsync(accountId, cancellationToken)).Any(member => member.Value.MailboxId == mailbox.MailboxId))
            {
                return (true, null);
            }

            var change = account.Change(time.GetUtcNow());
            AccessRequests.Give(change, new Membership(mailbox.MailboxId, mailbox.Name));
            change.Notify(NoticeKind.AccessGiven, mailbox: mailbox.Name, person: change.Head.Email);
            change.Audit(AuditEvent.AccessGiven, actor: by, also: [mailbox.MailboxId]);
            return (await accounts.TrySaveAsync(change, cancellationToken), null);
        });
        if (problem is null && asOwner)
        {
            await mailboxes.AddOwnerAsync(mailbox.MailboxId, accountId, by, time.GetUtcNow(), cancellationToken);
        }

        await list.RefreshAsync(accountId, cancellationToken);
        return problem;
    }
}
